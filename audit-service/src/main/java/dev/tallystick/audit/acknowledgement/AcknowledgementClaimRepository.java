package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.events.EventId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
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

  /** The id for the release: {@code drawn} if there was none. */
  @Transactional
  EventId claim(EventId release, EventId drawn) {
    getEntityManager()
        .createQuery(
            """
            insert into AcknowledgementClaimEntity (release, eventId)
            values (:release, :drawn) on conflict do nothing
            """)
        .setParameter("release", release.value())
        .setParameter("drawn", drawn.value())
        .executeUpdate();
    return current(release);
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
