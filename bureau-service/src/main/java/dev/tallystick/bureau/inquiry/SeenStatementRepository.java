package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.party.Claims;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;

/** Statements that were taken: each counts once. */
@Singleton
class SeenStatementRepository
    implements PanacheRepositoryBase<SeenStatementEntity, SeenStatementEntity.Key> {
  /** Longer than any reader still takes a statement, by its clock and its patience. */
  private static final Duration REMEMBER = Duration.ofSeconds(30);

  private static final String INSERT =
      """
      insert into seen_statement (bureau_id, issuer, jti, attempt_key, forget_at)
      values (?, ?, ?, ?, ?)
      on conflict (bureau_id, issuer, jti) do nothing
      """;

  private final DirectStatements statements;

  SeenStatementRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /**
   * The use of a statement.
   *
   * @param jti the statement's own name
   * @param forgetAt when nobody takes it any more
   */
  record Use(String issuer, String jti, Instant forgetAt) {}

  /** The use of a statement, as it is noted. */
  Use use(Claims statement) {
    Instant end = Instant.ofEpochSecond(statement.expiresAt().orElseThrow());
    return new Use(statement.issuer(), statement.id(), end.plus(REMEMBER));
  }

  /** Whether the statement is new, or comes again under the key that it first came with. */
  boolean isFirstUse(BureauId bureau, Claims statement, String key) {
    Use use = use(statement);
    int inserted =
        statements.update(INSERT, bureau.value(), use.issuer(), use.jti(), key, use.forgetAt());
    return inserted == 1 || isUsedUnder(statement, key);
  }

  /** Whether the statement first came under this key. */
  boolean isUsedUnder(Claims statement, String key) {
    return count(
            "issuer = ?1 and jti = ?2 and attemptKey = ?3", statement.issuer(), statement.id(), key)
        == 1;
  }

  /** Deletes what is known of statements that nobody takes any more. */
  @Transactional
  @AsBureau
  void forgetExpired(BureauId bureau, Instant now) {
    delete("forgetAt < ?1", now);
  }
}
