package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.events.EventId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The one event id under which a release may be acknowledged.
 *
 * <p>The log takes an event id once. So whoever acknowledges a release, however often, on whichever
 * replica, appends under the same id, and one entry comes of it; no lock is held while the log is
 * written, and a crash leaves nothing to repair. Thread-safe.
 */
@Singleton
@StoreAccess(failure = "the id of an acknowledgement cannot be had")
public class AcknowledgementClaimRepository
    implements PanacheRepositoryBase<AcknowledgementClaimEntity, UUID> {

  /**
   * The ids for these releases: the drawn one where there was none.
   *
   * @param drawn an id for each release
   */
  @Transactional
  Map<EventId, EventId> claim(Map<EventId, EventId> drawn) {
    String[] releases = texts(drawn.keySet());
    getSession()
        .createNativeMutationQuery(
            """
            insert into acknowledgement_claim (release, event_id)
            select * from unnest(cast(cast(:releases as text[]) as uuid[]), cast(cast(:drawn as text[]) as uuid[]))
            on conflict do nothing
            """)
        .setParameter("releases", releases)
        .setParameter("drawn", texts(drawn.values()))
        .executeUpdate();
    Map<EventId, EventId> claimed = new HashMap<>();
    getSession()
        .createNativeQuery(
            "select release, event_id from acknowledgement_claim"
                + " where release = any(cast(cast(:releases as text[]) as uuid[]))",
            Tuple.class)
        .setParameter("releases", releases)
        .getResultStream()
        .forEach(
            row ->
                claimed.put(
                    new EventId(row.get(0, UUID.class)), new EventId(row.get(1, UUID.class))));
    return claimed;
  }

  private static String[] texts(Collection<EventId> ids) {
    return ids.stream().map(EventId::toString).toArray(String[]::new);
  }

  /**
   * Gives up an id that can never be logged any more, and returns the one that holds now: {@code
   * drawn}, or another's.
   */
  @Transactional
  EventId replace(EventId release, EventId lapsed, EventId drawn) {
    update(
        "eventId = ?1 where release = ?2 and eventId = ?3",
        drawn.value(),
        release.value(),
        lapsed.value());
    return current(release);
  }

  private EventId current(EventId release) {
    return new EventId(findById(release.value()).eventId());
  }
}
