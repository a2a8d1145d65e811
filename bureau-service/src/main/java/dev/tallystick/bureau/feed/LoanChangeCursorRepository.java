package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** How far the log was read for the feeds of each bureau. */
@Singleton
class LoanChangeCursorRepository implements PanacheRepositoryBase<LoanChangeCursorEntity, String> {
  private static final String BEGIN =
      "insert into loan_change_position (bureau_id, log_index) values (?, ?) on conflict do nothing";

  private static final String ADVANCE =
      "update loan_change_position set log_index = ? where bureau_id = ? and log_index < ?";

  private final DirectStatements statements;

  LoanChangeCursorRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** The cursor of a bureau; if it has none yet, it has this one from now on. */
  @Transactional
  @AsBureau
  long begin(BureauId bureau, long index) {
    int unused = statements.update(BEGIN, bureau.value(), index);
    return findById(bureau.value()).logIndex;
  }

  /** Moves the cursor in the caller's transaction; false if it had been there before. */
  boolean advance(BureauId bureau, long index) {
    return statements.update(ADVANCE, index, bureau.value(), index) == 1;
  }
}
