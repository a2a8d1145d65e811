package dev.tallystick.consent.stop;

import dev.tallystick.events.EventId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The stops of persons, durable before the log is asked. */
@Singleton
class LocalStopRepository implements PanacheRepositoryBase<LocalStopEntity, UUID> {
  /** Adds a stop; false if there is one of the same that counts. */
  @Transactional
  boolean add(LocalStop stop) {
    return getEntityManager()
            .createQuery(
                """
                insert into LocalStopEntity (eventId, kind, subject, about, stoppedAt)
                values (:event, :kind, :subject, :about, :stoppedAt)
                on conflict do nothing
                """)
            .setParameter("event", stop.event().value())
            .setParameter("kind", stop.kind())
            .setParameter("subject", stop.subject())
            .setParameter("about", stop.about())
            .setParameter("stoppedAt", stop.stoppedAt())
            .executeUpdate()
        == 1;
  }

  /** The withdrawal of a consent, or the freeze of a person that is not logged yet. */
  @Transactional
  Optional<LocalStop> find(LocalStop.Kind kind, String about) {
    String counts =
        kind == LocalStop.Kind.WITHDRAWAL
            ? "kind = WITHDRAWAL and about = ?1"
            : "kind = FREEZE and logIndex is null and about = ?1";
    return find(counts, about).firstResultOptional().map(LocalStopEntity::toStop);
  }

  /**
   * When the last of what is not logged was stopped, by the clock of then, which may have been off.
   */
  @Transactional
  Optional<Instant> newestPending() {
    return Optional.ofNullable(
        getEntityManager()
            .createQuery(
                "select max(stoppedAt) from LocalStopEntity where logIndex is null", Instant.class)
            .getSingleResultOrNull());
  }

  /** Whether anything that was stopped at this time or before is not logged yet. */
  @Transactional
  boolean isAnyPending(Instant since) {
    return find("logIndex is null and stoppedAt <= ?1", since).firstResultOptional().isPresent();
  }

  /** Another event says what a stop's event said; false if that is logged or unknown. */
  @Transactional
  boolean replaceEvent(EventId refused, EventId reissued) {
    return update(
            "eventId = ?1 where eventId = ?2 and logIndex is null",
            reissued.value(),
            refused.value())
        == 1;
  }

  /** Where the stop of an event is logged. */
  @Transactional
  OptionalLong findIndex(EventId event) {
    return findByIdOptional(event.value()).map(LocalStopEntity::index).orElse(OptionalLong.empty());
  }

  /** Whether an event is that of a stop which is not logged. */
  @Transactional
  boolean isPending(EventId event) {
    return count("eventId = ?1 and logIndex is null", event.value()) > 0;
  }

  /** Notes where a stop is logged; what is no stop is passed over. */
  @Transactional
  void markLogged(EventId event, long index) {
    int unused =
        update("logIndex = ?1 where eventId = ?2 and logIndex is null", index, event.value());
  }
}
