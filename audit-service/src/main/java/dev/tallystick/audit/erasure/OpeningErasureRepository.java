package dev.tallystick.audit.erasure;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.PartName;
import dev.tallystick.tlog.Hash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Erasures that were begun, and what is still there to erase. Each method is a transaction of its
 * own. The database itself checks what may go: exchange bodies whose term is over, of an erasure
 * whose entry it has read. Thread-safe.
 */
@Singleton
@StoreAccess(failure = "the erasures cannot be read or kept")
public class OpeningErasureRepository
    implements PanacheRepositoryBase<OpeningErasureEntity, OpeningErasureEntity.Key> {
  private static final short EXCHANGE = 0;
  private static final int DAYS_BEHIND = 8;
  private static final int DAYS_AHEAD = 2;

  private static final String EXTENT =
      """
      select k.wrapped_key, count(e.idx) as bodies, coalesce(min(e.idx), 0) as first_idx,
        coalesce(max(e.idx), 0) as last_idx
      from opening_key k left join entry e
        on e.seal_day = k.seal_day and e.seal_class = k.seal_class and e.sealed is not null
        -- Ids are at most 7 days behind their intake and 10 minutes ahead: no other partition is read.
        and e.event_id >= first_id_of(:from) and e.event_id < first_id_of(:to)
      where k.seal_day = :day and k.seal_class = :class group by k.wrapped_key
      """;

  /** Days of exchange bodies up to this one whose key is still there, oldest first. */
  @Transactional
  List<Integer> keptUpTo(int day) {
    return getSession()
        .createNativeQuery(
            "select seal_day from opening_key where seal_class = :class and seal_day <= :day order by seal_day",
            Tuple.class)
        .setParameter("class", EXCHANGE)
        .setParameter("day", day)
        .getResultStream()
        .map(row -> row.get(0, Integer.class))
        .toList();
  }

  /** Writes down what is to be erased, unless that has been done; nothing if there is no key. */
  @Transactional
  Optional<OpeningErasure> begin(OpeningKeyId key, EventId event) {
    Optional<OpeningErasure> begun = find(key);
    if (begun.isPresent()) {
      return begun;
    }
    extent(key).forEach(row -> insert(erasure(key, event, row)));
    return find(key);
  }

  private Optional<OpeningErasure> find(OpeningKeyId key) {
    return findByIdOptional(OpeningErasureEntity.Key.of(key)).map(OpeningErasureEntity::toErasure);
  }

  private List<Tuple> extent(OpeningKeyId key) {
    LocalDate day = LocalDate.ofEpochDay(key.day());
    return getSession()
        .createNativeQuery(EXTENT, Tuple.class)
        .setParameter("from", day.minusDays(DAYS_BEHIND))
        .setParameter("to", day.plusDays(DAYS_AHEAD))
        .setParameter("day", key.day())
        .setParameter("class", key.classCode())
        .getResultList();
  }

  private static OpeningErasure erasure(OpeningKeyId key, EventId event, Tuple row) {
    OpeningErasure.Extent extent =
        new OpeningErasure.Extent(
            row.get("bodies", Long.class),
            row.get("first_idx", Long.class),
            row.get("last_idx", Long.class));
    Hash evidence = KeyDestruction.evidence(key, row.get("wrapped_key", byte[].class), extent);
    return new OpeningErasure(key, event, extent, evidence, /* isLogged= */ false);
  }

  private void insert(OpeningErasure erasure) {
    getEntityManager()
        .createQuery(
            """
            insert into OpeningErasureEntity
              (sealDay, sealClass, eventId, bodies, firstIndex, lastIndex, evidence)
            values (:day, :class, :event, :bodies, :first, :last, :evidence)
            on conflict do nothing
            """)
        .setParameter("day", erasure.key().day())
        .setParameter("class", erasure.key().classCode())
        .setParameter("event", erasure.event().value())
        .setParameter("bodies", erasure.extent().bodies())
        .setParameter("first", erasure.extent().firstIndex())
        .setParameter("last", erasure.extent().lastIndex())
        .setParameter("evidence", erasure.evidence().toByteArray())
        .executeUpdate();
  }

  /** Takes another id for an entry that was never logged and can no longer be. */
  @Transactional
  void replaceEvent(OpeningKeyId key, EventId event) {
    update(
        "eventId = ?1 where sealDay = ?2 and sealClass = ?3 and not isLogged",
        event.value(),
        key.day(),
        key.classCode());
  }

  /**
   * The log has the entry: from now on the database lets go of the bytes. It reads for itself what
   * the entry says.
   */
  @Transactional
  void markLogged(OpeningKeyId key, OpenedParts told) {
    Object unused =
        getSession()
            .createNativeQuery("select confirm_erasure(:day, :class, :nonce, :body)", Tuple.class)
            .setParameter("day", key.day())
            .setParameter("class", key.classCode())
            .setParameter("nonce", told.nonce(PartName.BODY))
            .setParameter("body", told.canonical(PartName.BODY))
            .getSingleResult();
  }

  /** Deletes the wrapped key; false if it was gone already. */
  @Transactional
  boolean destroyKey(OpeningKeyId key) {
    return getSession()
        .createNativeQuery("select destroy_opening_key(:day, :class)", Tuple.class)
        .setParameter("day", key.day())
        .setParameter("class", key.classCode())
        .getSingleResult()
        .get(0, Boolean.class);
  }

  /** Deletes the sealed bytes of the erased entries in a range, in one transaction. */
  @Transactional
  long eraseBytes(OpeningKeyId key, long from, long to) {
    return getSession()
        .createNativeQuery("select erase_openings(:day, :class, :from, :to)", Tuple.class)
        .setParameter("day", key.day())
        .setParameter("class", key.classCode())
        .setParameter("from", from)
        .setParameter("to", to)
        .getSingleResult()
        .get(0, Long.class);
  }
}
