package dev.tallystick.consent.notification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The stop notices and their answers. */
@Singleton
class StopNoticeRepository implements PanacheRepositoryBase<StopNoticeEntity, String> {
  /** Adds a notice; false if this holder was told of this cause. */
  @Transactional
  boolean add(StopNotice notice, Instant now) {
    return getEntityManager()
            .createQuery(
                """
                insert into StopNoticeEntity
                  (notification, cause, release, eventId, subject, fromParty, toParty, change, dueOn,
                    toldAt)
                values
                  (:notification, :cause, :release, :event, :subject, :from, :to, :change, :dueOn,
                    :now)
                on conflict (cause, release) do nothing
                """)
            .setParameter("notification", notice.notification())
            .setParameter("cause", notice.cause())
            .setParameter("release", notice.release())
            .setParameter("event", notice.event())
            .setParameter("subject", notice.subject())
            .setParameter("from", notice.from())
            .setParameter("to", notice.to())
            .setParameter("change", notice.change())
            .setParameter("dueOn", notice.dueOn())
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /** Notes where a notice is logged; what is no notice is passed over. */
  @Transactional
  void markLogged(UUID event, long index) {
    int unused = update("logIndex = ?1 where eventId = ?2 and logIndex is null", index, event);
  }

  @Transactional
  Optional<StopNotice> findNotice(String notification) {
    return findByIdOptional(notification).map(StopNoticeEntity::toNotice);
  }

  /** Notes an answer; false if there is one: the first counts. */
  @Transactional
  boolean answer(String notification, String answer, LocalDate day) {
    return update(
            "answer = ?1, answeredOn = ?2 where notification = ?3 and answer is null",
            answer,
            day,
            notification)
        == 1;
  }

  /**
   * What is unanswered after its day and not yet said to be, the first due first.
   *
   * @param after how many are left out at the beginning
   */
  @Transactional
  List<StopNotice> overdue(LocalDate today, int after, int limit) {
    return notices(
        find(
            "dueOn < ?1 and answer is null and missedEvent is null and logIndex is not null"
                + " order by dueOn, notification",
            today)
            .range(after, after + limit - 1)
            .stream());
  }

  /** Notes that a day was missed; false if another replica has. */
  @Transactional
  boolean miss(String notification, UUID event) {
    return update(
            "missedEvent = ?1 where notification = ?2 and missedEvent is null and answer is null",
            event,
            notification)
        == 1;
  }

  @Transactional
  List<StopNotice> ofSubjects(Collection<String> subjects) {
    return notices(find("subject in ?1 order by toldAt, notification", subjects).stream());
  }

  /** A party's; everybody's if none is named. */
  @Transactional
  List<StopNotice> of(Optional<String> party, boolean overdueOnly, LocalDate today, int limit) {
    return notices(
        find(
            "(?1 = '' or toParty = ?1) and (?2 = false or (answer is null and dueOn < ?3))"
                + " order by toldAt desc, notification",
            party.orElse(""),
            overdueOnly,
            today)
            .page(0, limit)
            .stream());
  }

  /** What waits for an answer, the first due first. */
  @Transactional
  List<StopNotice> unanswered(Optional<String> party, int limit) {
    return notices(
        find(
            "(?1 = '' or toParty = ?1) and answer is null order by dueOn, notification",
            party.orElse(""))
            .page(0, limit)
            .stream());
  }

  private static List<StopNotice> notices(Stream<StopNoticeEntity> found) {
    try (found) {
      return found.map(StopNoticeEntity::toNotice).toList();
    }
  }
}
