package dev.tallystick.consent.record;

import dev.tallystick.events.EventId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Which consents have gone to another bureau. A consent has one row at most, so it goes once. */
@Singleton
class ConsentMoveRepository implements PanacheRepositoryBase<ConsentMoveEntity, String> {

  /** Notes that a consent is to go; false if it goes already. */
  @Transactional
  boolean add(String consent, String successor, String bureau, EventId giving) {
    return getEntityManager()
            .createQuery(
                """
                insert into ConsentMoveEntity (consent, successor, bureau, eventId)
                values (:consent, :successor, :bureau, :event)
                on conflict do nothing
                """)
            .setParameter("consent", consent)
            .setParameter("successor", successor)
            .setParameter("bureau", bureau)
            .setParameter("event", giving.value())
            .executeUpdate()
        == 1;
  }

  /** The move of a consent. */
  @Transactional
  Optional<ConsentMoveEntity> findOf(String consent) {
    return findByIdOptional(consent);
  }

  /** The move of which nobody knows yet that the log has this event. */
  @Transactional
  Optional<ConsentMoveEntity> findOpen(EventId giving) {
    return find("eventId = ?1 and logIndex is null", giving.value()).firstResultOptional();
  }

  /** Notes where the new consent is logged. */
  @Transactional
  void markLogged(EventId giving, long index) {
    int unused =
        update("logIndex = ?1 where eventId = ?2 and logIndex is null", index, giving.value());
  }

  /** Forgets a move whose new consent the log has refused. */
  @Transactional
  void forget(EventId giving) {
    long unused = delete("eventId = ?1 and logIndex is null", giving.value());
  }
}
