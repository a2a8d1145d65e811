package dev.tallystick.bureau.stop;

import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;

/** The notices that wait to be answered. */
@Singleton
class PendingStopNoticeRepository
    implements PanacheRepositoryBase<PendingStopNoticeEntity, PendingStopNoticeEntity.Key> {
  /** How long a process that answers a notice is left alone with it. */
  private static final Duration ANSWERING = Duration.ofSeconds(30);

  private static final int PAGE_SIZE = 50;

  private static final String INSERT =
      """
      insert into PendingStopNoticeEntity (bureauId, notification, release, subject, toldAt, dropped,
        nextTry, attempts)
      values (:bureau, :notification, :release, :subject, :toldAt, false, :toldAt, 0)
      on conflict (bureauId, notification) do nothing
      """;

  /** Adds a notice unless it is there, in the caller's transaction. */
  void add(BureauId bureau, PendingStopNotice notice) {
    getEntityManager()
        .createQuery(INSERT)
        .setParameter("bureau", bureau.value())
        .setParameter("notification", notice.notification())
        .setParameter("release", notice.release())
        .setParameter("subject", notice.subject())
        .setParameter("toldAt", notice.toldAt())
        .executeUpdate();
  }

  /** What is due, for this process alone for a while; it waits for no other process. */
  @Transactional
  @AsBureau
  List<PendingStopNotice> claim(BureauId bureau, Instant now) {
    List<PendingStopNoticeEntity> due =
        find("nextTry <= ?1 order by nextTry", now)
            .page(0, PAGE_SIZE)
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
            .list();
    due.forEach(notice -> notice.claim(now.plus(ANSWERING)));
    return due.stream().map(PendingStopNoticeEntity::notice).toList();
  }

  /** Notes in the caller's transaction that something was deleted for it. */
  void markDropped(PendingStopNotice notice) {
    update("dropped = true where notification = ?1", notice.notification());
  }

  /** It is answered. */
  @Transactional
  @AsBureau
  void remove(BureauId bureau, PendingStopNotice notice) {
    delete("notification", notice.notification());
  }

  @Transactional
  @AsBureau
  void postpone(BureauId bureau, PendingStopNotice notice, Instant until) {
    update("nextTry = ?1 where notification = ?2", until, notice.notification());
  }
}
