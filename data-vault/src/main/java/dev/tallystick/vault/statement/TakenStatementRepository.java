package dev.tallystick.vault.statement;

import dev.tallystick.party.Claims;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * The statements that were taken, by issuer and id, for as long as they could be presented again.
 */
@Singleton
class TakenStatementRepository
    implements PanacheRepositoryBase<TakenStatementEntity, TakenStatementEntity.Key> {
  /** How long after its end a statement that was verified in time is still taken. */
  private static final Duration TAKEN = Duration.ofSeconds(30);

  /** How long after its end it is known that it was taken: longer, also by another's clock. */
  private static final Duration KNOWN = Duration.ofSeconds(60);

  private final DirectStatements statements;

  TakenStatementRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** Adds the statement; false if it was there before. */
  boolean add(Claims claims) {
    return statements.update(
            "insert into statement_seen (issuer, jti, until) values (?, ?, ?) on conflict do nothing",
            claims.issuer(),
            claims.id(),
            end(claims).plus(KNOWN))
        == 1;
  }

  /** Whether the statement has ended so long ago that nobody knows any more if it was taken. */
  boolean isTooLate(Claims claims, Instant now) {
    return now.isAfter(end(claims).plus(TAKEN));
  }

  private static Instant end(Claims claims) {
    return Instant.ofEpochSecond(claims.expiresAt().orElse(claims.issuedAt()));
  }

  /** Forgets what would not be taken any more. */
  void forgetEnded(Instant now) {
    delete("endsAt < ?1", now);
  }
}
