package dev.tallystick.vault.release;

import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.PublicIds;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The requests for records, by who has sent them under which key. A request belongs to one thread
 * until its lease ends; what that thread leaves behind, the next one with the same key takes up.
 */
@Singleton
class ReleaseRequestRepository implements PanacheRepositoryBase<ReleaseRequestEntity, String> {
  /** How long there is for all sources, side by side; a crash keeps the key for as long. */
  static final Duration LEASE = Duration.ofSeconds(20);

  private final DirectStatements statements;
  private final PublicIds ids;
  private final Clock clock;

  ReleaseRequestRepository(DirectStatements statements, PublicIds ids, Clock clock) {
    this.statements = statements;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A request that was sent before.
   *
   * @param answered what was left out, once every source is settled
   */
  record Earlier(
      String id,
      Hash digest,
      Instant createdAt,
      Instant leasedUntil,
      Optional<List<OmittedSource>> answered) {}

  /** Who sends a request under which key, and its digest. */
  record Key(String scope, String key, Hash digest) {}

  /** The id of a request that has no row yet. */
  String drawId() {
    return ids.draw("req");
  }

  /** Adds a request in the caller's transaction, leased; false if the key was used before. */
  boolean add(String id, Key key) {
    Instant now = clock.instant();
    return statements.update(
            """
            insert into release_request
              (id, scope, idempotency_key, digest, created_at, leased_until)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            id,
            key.scope(),
            key.key(),
            key.digest().toByteArray(),
            now,
            now.plus(LEASE))
        == 1;
  }

  /** Whether a request of this key was sent before, in the caller's transaction if there is one. */
  @Transactional
  boolean isKnown(Key key) {
    return statements
        .first(
            "select 1 from release_request where scope = ? and idempotency_key = ?",
            row -> true,
            key.scope(),
            key.key())
        .isPresent();
  }

  /** The request of this key, locked. */
  Optional<ReleaseRequestEntity> lock(Key key) {
    return find("scope = ?1 and idempotencyKey = ?2", key.scope(), key.key())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .singleResultOptional();
  }

  /** The thread has the request for as long as there is for all sources. */
  @Transactional
  void lease(String id) {
    leaseUntil(id, clock.instant().plus(LEASE));
  }

  /** The next thread with the same key may take the request up. */
  @Transactional
  void releaseLease(String id) {
    leaseUntil(id, clock.instant());
  }

  private void leaseUntil(String id, Instant until) {
    statements.update("update release_request set leased_until = ? where id = ?", until, id);
  }

  /** Every source is settled, and the next thread with the same key may have the answer. */
  @Transactional
  void answer(String id, List<OmittedSource> omitted) {
    statements.update(
        "update release_request set answered = ?, leased_until = ? where id = ?",
        ReleaseAnswer.row(omitted),
        clock.instant(),
        id);
  }

  /** Forgets requests, and what is left of their releases, that were sent before this time. */
  void forgetBefore(Instant createdBefore) {
    int unused =
        getSession()
            .createMutationQuery(
                """
                delete from ReleaseRequestEntity q where q.createdAt < ?1
                  and not exists (select 1 from SealedReleaseEntity r
                    where r.request = q.id and r.state in (INTENT, LOGGED))
                """)
            .setParameter(1, createdBefore)
            .executeUpdate();
  }
}
