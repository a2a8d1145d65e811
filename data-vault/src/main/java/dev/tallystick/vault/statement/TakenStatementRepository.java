package dev.tallystick.vault.statement;

import dev.tallystick.party.Claims;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * The statements that were taken, by issuer and id, for as long as they could be presented again.
 */
@Singleton
class TakenStatementRepository
    implements PanacheRepositoryBase<TakenStatementEntity, TakenStatementEntity.Key> {
  /** Past the end of a statement by the tolerance that its check has. */
  private static final long SKEW_SECONDS = 5;

  private final DirectStatements statements;

  TakenStatementRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** Adds the statement; false if it was there before. */
  boolean add(Claims claims) {
    long end = claims.expiresAt().orElse(claims.issuedAt()) + SKEW_SECONDS + 1;
    return statements.update(
            "insert into statement_seen (issuer, jti, until) values (?, ?, ?) on conflict do nothing",
            claims.issuer(),
            claims.id(),
            Instant.ofEpochSecond(end))
        == 1;
  }

  /** Forgets what could not be presented any more. */
  void forgetEnded(Instant now) {
    delete("endsAt < ?1", now);
  }
}
