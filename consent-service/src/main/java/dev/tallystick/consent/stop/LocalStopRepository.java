package dev.tallystick.consent.stop;

import dev.tallystick.events.EventId;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The stops of persons, durable before the log is asked. */
@Singleton
class LocalStopRepository implements PanacheRepositoryBase<LocalStopEntity, UUID> {
  private final DirectStatements statements;

  LocalStopRepository(DirectStatements statements) {
    this.statements = statements;
  }

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
   * What the log does not have.
   *
   * @param newestPending when the last of what waits for it was stopped, by the clock of then,
   *     which may have been off
   * @param refused whether it has refused something for good that these people have stopped
   */
  record Open(Optional<Instant> newestPending, boolean refused) {}

  /** What the log does not have, of everybody, or refused of somebody under one of these tokens. */
  @Transactional
  Open open(Collection<String> subjects) {
    return statements
        .first(
            """
            select max(stopped_at) filter (where refused_at is null),
              count(*) filter (where refused_at is not null and subject = any(?))
            from local_stop where log_index is null
            """,
            row ->
                new Open(
                    Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                    row.getLong(2) > 0),
            (Object) subjects.toArray(String[]::new))
        .orElseThrow();
  }

  /** Whether anything that was stopped at this time or before waits for the log. */
  @Transactional
  boolean isAnyPending(Instant since) {
    return find("logIndex is null and refusedAt is null and stoppedAt <= ?1", since)
        .firstResultOptional()
        .isPresent();
  }

  /** What the log has refused for good and nobody has settled, the oldest first. */
  @Transactional
  List<LocalStop> refused(int most) {
    return find("logIndex is null and refusedAt is not null order by refusedAt, eventId")
        .page(Page.ofSize(most))
        .<LocalStopEntity>list()
        .stream()
        .map(LocalStopEntity::toStop)
        .toList();
  }

  /** How many there are of these. */
  @Transactional
  long countRefused() {
    return count("logIndex is null and refusedAt is not null");
  }

  /** One of these, by its event. */
  @Transactional
  Optional<LocalStop> findRefused(EventId event) {
    return find("eventId = ?1 and logIndex is null and refusedAt is not null", event.value())
        .<LocalStopEntity>firstResultOptional()
        .map(LocalStopEntity::toStop);
  }

  /** Notes that the log will not take the event of a stop. */
  @Transactional
  void markRefused(EventId event, String code, Instant now) {
    int unused =
        update(
            "refusedAt = ?1, refusal = ?2 where eventId = ?3 and logIndex is null",
            now,
            code,
            event.value());
  }

  /**
   * Another event says what a refused one said, and waits for the log; false if none is refused.
   */
  @Transactional
  boolean reissueRefused(EventId refused, EventId reissued) {
    return update(
            "eventId = ?1, refusedAt = null, refusal = null"
                + " where eventId = ?2 and logIndex is null and refusedAt is not null",
            reissued.value(),
            refused.value())
        == 1;
  }

  /** The entry that settles a refused stop stands in its place; false if none is refused. */
  @Transactional
  boolean settle(EventId refused, EventId settling, long index) {
    return update(
            "eventId = ?1, logIndex = ?2, refusedAt = null, refusal = null"
                + " where eventId = ?3 and logIndex is null and refusedAt is not null",
            settling.value(),
            index,
            refused.value())
        == 1;
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
