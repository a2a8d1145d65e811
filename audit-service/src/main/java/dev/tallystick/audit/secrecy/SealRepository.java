package dev.tallystick.audit.secrecy;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.audit.document.AuthoritySeals;
import dev.tallystick.events.EventId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The sealed entries of the log, and how far the log has been looked at for them: both move on
 * together. Made from the log alone, so whatever a crash leaves is gone on with.
 */
@Singleton
@StoreAccess(failure = "sealed entries cannot be watched")
public class SealRepository implements PanacheRepositoryBase<SealedEntryEntity, UUID> {
  private static final int AT_A_LOOK = 1_000;

  /**
   * What opened an entry.
   *
   * @param sealed the entry that was closed
   * @param by the place of its {@code entry.unsealed}
   */
  record Opened(EventId sealed, long by, String reason) {}

  /** The index of the first entry that nobody has looked at. */
  @Transactional
  long next() {
    return cursor().next();
  }

  /** Keeps what a look at the log has found; what is known already stays as it is. */
  @Transactional
  void keep(Collection<SealedEntryEntity> sealed, Collection<Opened> opened, long next) {
    for (SealedEntryEntity one : sealed) {
      if (findByIdOptional(one.event().value()).isEmpty()) {
        persist(one);
      }
    }
    for (Opened one : opened) {
      findByIdOptional(one.sealed().value()).ifPresent(row -> row.openedBy(one.by(), one.reason()));
    }
    cursor().moveTo(next);
  }

  /** Closed entries whose time has come, the oldest term first; a bounded number. */
  @Transactional
  List<SealedEntryEntity> due(long millis) {
    return find("openedIndex is null and openByMillis <= ?1 order by openByMillis, index", millis)
        .page(0, AT_A_LOOK)
        .list();
  }

  /** The sealed entry of an event. */
  @Transactional
  Optional<SealedEntryEntity> find(EventId event) {
    return findByIdOptional(event.value());
  }

  /** The sealed entry at a place of the log. */
  @Transactional
  Optional<SealedEntryEntity> at(long index) {
    return find("index", index).firstResultOptional();
  }

  /**
   * How many entries each authority has had sealed and until when those that are closed stay so.
   *
   * @param millis now; what is closed and was to open before is late
   */
  @Transactional
  List<AuthoritySeals> byAuthority(long millis) {
    return getSession()
        .createQuery(
            "select authority as authority, count(*) as total,"
                + " sum(case when openedIndex is null then 1 else 0 end) as stillClosed,"
                + " sum(case when openedIndex is null and openByMillis < :now then 1 else 0 end)"
                + " as overdue,"
                + " min(case when openedIndex is null then openByMillis end) as firstOpening,"
                + " max(case when openedIndex is null then openByMillis end) as finalOpening"
                + " from SealedEntryEntity group by authority order by authority",
            Tuple.class)
        .setParameter("now", millis)
        .getResultList()
        .stream()
        .map(SealRepository::sums)
        .toList();
  }

  private static AuthoritySeals sums(Tuple row) {
    return AuthoritySeals.builder()
        .authority(row.get("authority", String.class))
        .sealed(row.get("total", Long.class))
        .closed(row.get("stillClosed", Long.class))
        .late(row.get("overdue", Long.class))
        .nextOpening(
            Optional.ofNullable(row.get("firstOpening", Long.class)).map(Instant::ofEpochMilli))
        .lastOpening(
            Optional.ofNullable(row.get("finalOpening", Long.class)).map(Instant::ofEpochMilli))
        .build();
  }

  private SealCursorEntity cursor() {
    return getEntityManager().find(SealCursorEntity.class, true);
  }
}
