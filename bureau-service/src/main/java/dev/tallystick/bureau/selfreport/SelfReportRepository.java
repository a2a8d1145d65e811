package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.inquiry.AnswerSeal.SealedAnswer;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The self reports of bureaus, each counted once the log has its entry. */
@Singleton
class SelfReportRepository
    implements PanacheRepositoryBase<SelfReportEntity, SelfReportEntity.Key> {
  private static final String INSERT =
      """
      insert into SelfReportEntity (bureauId, eventId, attemptKey, requestHash, person, calendarYear,
        madeAt, wrappedKey, sealedAnswer)
      values (:bureau, :event, :attempt, :request, :person, :year, :now, :key, :sealed)
      on conflict do nothing
      """;

  private static final String LEARN =
      """
      insert into SelfReportEntity (bureauId, eventId, attemptKey, requestHash, person, calendarYear,
        logIndex, madeAt)
      values (:bureau, :event, :attempt, '', :person, :year, :index, :now)
      on conflict do nothing
      """;

  /** How many reports a person has got of a bureau: ever by each label, and in a year by all. */
  record Counts(Map<String, Long> ever, long inYear) {}

  /** What is kept of an earlier try of a request. */
  record Kept(
      EventId event,
      String requestHash,
      boolean logged,
      Optional<byte[]> wrappedKey,
      Optional<byte[]> sealedAnswer) {
    /** Shows no content. */
    @Override
    public String toString() {
      return "Kept[" + event + "]";
    }
  }

  @Transactional
  @AsBureau
  Counts counts(BureauId bureau, Collection<String> person, int year) {
    Map<String, Long> ever = new TreeMap<>();
    person.forEach(label -> ever.put(label, count("person = ?1 and logIndex is not null", label)));
    return new Counts(
        ever, count("person in ?1 and logIndex is not null and calendarYear = ?2", person, year));
  }

  @Transactional
  @AsBureau
  Optional<Kept> kept(BureauId bureau, String attemptKey) {
    return find("attemptKey", attemptKey)
        .firstResultOptional()
        .map(
            row ->
                new Kept(
                    EventId.fromString(row.eventId.toString()),
                    row.requestHash,
                    row.logIndex != null,
                    Optional.ofNullable(row.wrappedKey),
                    Optional.ofNullable(row.sealedAnswer)));
  }

  /** Makes the intent durable, before the log can have the entry. False if there is another try. */
  @Transactional
  @AsBureau
  boolean intend(BureauId bureau, SelfReportDraft draft, SealedAnswer sealed, Instant now) {
    return getEntityManager()
            .createQuery(INSERT)
            .setParameter("bureau", bureau.value())
            .setParameter("event", draft.event().id().value())
            .setParameter("attempt", draft.ask().attemptKey())
            .setParameter("request", draft.ask().requestHash())
            .setParameter("person", draft.ask().person())
            .setParameter("year", draft.year())
            .setParameter("now", now)
            .setParameter("key", sealed.key().toByteArray())
            .setParameter("sealed", sealed.value().toByteArray())
            .executeUpdate()
        == 1;
  }

  /** From now on it counts. Returns whether it did not before. */
  @Transactional
  @AsBureau
  boolean markLogged(BureauId bureau, EventId event, long index) {
    return update("logIndex = ?1 where eventId = ?2 and logIndex is null", index, event.value())
        == 1;
  }

  /** The log does not have it. */
  @Transactional
  @AsBureau
  void drop(BureauId bureau, EventId event) {
    delete("eventId = ?1 and logIndex is null", event.value());
  }

  /**
   * One that the log has, and that a database that was put back may not know any more.
   *
   * @param at when the log took it in
   */
  @Transactional
  @AsBureau
  void learn(BureauId bureau, EventId event, String person, int year, IndexedAt at) {
    int unused =
        getEntityManager()
            .createQuery(LEARN)
            .setParameter("bureau", bureau.value())
            .setParameter("event", event.value())
            .setParameter("attempt", "log/" + event)
            .setParameter("person", person)
            .setParameter("year", year)
            .setParameter("index", at.index())
            .setParameter("now", at.recorded())
            .executeUpdate();
  }

  /** Where and when the log has something. */
  record IndexedAt(long index, Instant recorded) {}

  /** Deletes answers that were made before. */
  @Transactional
  @AsBureau
  void forgetAnswers(BureauId bureau, Instant before) {
    update(
        "wrappedKey = null, sealedAnswer = null where sealedAnswer is not null and madeAt < ?1",
        before);
  }
}
