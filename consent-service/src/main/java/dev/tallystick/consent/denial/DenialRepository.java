package dev.tallystick.consent.denial;

import dev.tallystick.tlog.Hash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The refusals of the last minute. */
@Singleton
class DenialRepository implements PanacheRepositoryBase<DenialEntity, UUID> {
  /** Hibernate's sign for {@code skip locked}. */
  private static final int SKIP_LOCKED = -2;

  /** The row of these refusals, held until the end of the transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  Optional<DenialEntity> lock(Hash likeness) {
    return find("likeness", likeness.toByteArray())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /**
   * A row that is older than this and whose first is logged; held, and left to one replica.
   *
   * @param passedOver how many of the oldest are left alone
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Optional<DenialEntity> lockOlderThan(Instant time, int passedOver) {
    return find("openedAt <= ?1 and firstIndex is not null order by openedAt, firstEvent", time)
        .range(passedOver, passedOver)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
        .list()
        .stream()
        .findFirst();
  }

  /** Adds a first; false if another replica has been faster. */
  @Transactional
  boolean add(DenialEntity denial) {
    return getEntityManager()
            .createQuery(
                """
                insert into DenialEntity (firstEvent, likeness, subject, data, openedAt, repeats)
                values (:firstEvent, :likeness, :subject, :data, :openedAt, 0)
                on conflict do nothing
                """)
            .setParameter("firstEvent", denial.firstEvent)
            .setParameter("likeness", denial.likeness)
            .setParameter("subject", denial.subject)
            .setParameter("data", denial.data)
            .setParameter("openedAt", denial.openedAt)
            .executeUpdate()
        == 1;
  }

  /** Whether this is the entry of a minute's first refusal, and not logged. */
  @Transactional
  boolean isUnlogged(UUID first) {
    return count("firstEvent = ?1 and firstIndex is null", first) > 0;
  }

  /** Removes a row at once, so that another of the same likeness can be added. */
  @Transactional
  void remove(UUID first) {
    long unused = delete("firstEvent", first);
  }

  /** Notes where a first is logged; what is none is passed over. */
  @Transactional
  void markLogged(UUID first, long index) {
    int unused =
        update("firstIndex = ?1 where firstEvent = ?2 and firstIndex is null", index, first);
  }
}
