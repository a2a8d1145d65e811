package dev.tallystick.vault.statement;

import dev.tallystick.party.Claims;
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

  /** Adds the statement; false if it was there before. */
  boolean add(Claims claims) {
    long end = claims.expiresAt().orElse(claims.issuedAt()) + SKEW_SECONDS + 1;
    return getSession()
            .createMutationQuery(
                """
                insert into TakenStatementEntity (issuer, jti, endsAt) values (?1, ?2, ?3)
                on conflict do nothing
                """)
            .setParameter(1, claims.issuer())
            .setParameter(2, claims.id())
            .setParameter(3, Instant.ofEpochSecond(end))
            .executeUpdate()
        == 1;
  }

  /** Forgets what could not be presented any more. */
  void forgetEnded(Instant now) {
    delete("endsAt < ?1", now);
  }
}
