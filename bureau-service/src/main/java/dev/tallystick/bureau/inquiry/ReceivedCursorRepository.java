package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** How far the log was read for the acknowledgements of each bureau. */
@Singleton
class ReceivedCursorRepository implements PanacheRepositoryBase<ReceivedCursorEntity, String> {
  private static final String BEGIN =
      "insert into received_position (bureau_id, log_index) values (?, ?) on conflict do nothing";

  private static final String ADVANCE =
      """
      update received_position set log_index = greatest(log_index, ?)
      where bureau_id = ? and log_index >= ?
      """;

  private final DirectStatements statements;

  ReceivedCursorRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** The cursor of a bureau, on disk; if it has none yet, it has this one from now on. */
  @Transactional
  @AsBureau
  long begin(BureauId bureau, long index) {
    int unused = statements.update(BEGIN, bureau.value(), index);
    return findById(bureau.value()).logIndex;
  }

  /**
   * A step of a cursor.
   *
   * @param from where it was moved to the last time, as this process knows it
   * @param release what was received by the entry that it moves to, if that is of the bureau
   */
  record ReceivedStep(long from, long to, Optional<EventId> release) {}

  /**
   * Moves the cursor of a bureau in the caller's transaction. Returns false if it is behind where
   * the step begins: a crash of the database has taken it back, and what was done with it.
   */
  boolean advance(BureauId bureau, ReceivedStep step) {
    return statements.update(ADVANCE, step.to(), bureau.value(), step.from()) == 1;
  }
}
