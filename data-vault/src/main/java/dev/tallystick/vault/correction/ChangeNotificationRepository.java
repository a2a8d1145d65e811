package dev.tallystick.vault.correction;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.jpa.SpecHints;

/** The notifications of recipients. */
@Singleton
class ChangeNotificationRepository
    implements PanacheRepositoryBase<ChangeNotificationEntity, String> {
  private static final int SKIP_LOCKED = -2;

  void add(ChangeNotification notification, Instant now) {
    persist(new ChangeNotificationEntity(notification, now));
  }

  /** What a recipient has not answered, ascending by id. */
  @Transactional
  List<ChangeNotification> open(String recipient, int most) {
    return find("recipient = ?1 and answer is null order by id", recipient)
        .page(Page.ofSize(most))
        .<ChangeNotificationEntity>list()
        .stream()
        .map(ChangeNotificationEntity::toNotification)
        .toList();
  }

  /** A notification, kept to this transaction. */
  Optional<ChangeNotification> lock(String id) {
    return find("id", id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .<ChangeNotificationEntity>singleResultOptional()
        .map(ChangeNotificationEntity::toNotification);
  }

  /** Takes the answer to a notification that this transaction has locked. */
  void answer(String id, String answer, Instant now) {
    findById(id).answer(answer, now);
  }

  /** What should have been answered before this day; each is given once. */
  Optional<ChangeNotification> takeOverdue(LocalDate today, int passedOver) {
    Optional<ChangeNotificationEntity> late =
        find("answer is null and not overdue and dueOn < ?1 order by dueOn, id", today)
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, SKIP_LOCKED)
            .range(passedOver, passedOver)
            .list()
            .stream()
            .findFirst();
    late.ifPresent(ChangeNotificationEntity::markOverdue);
    return late.map(ChangeNotificationEntity::toNotification);
  }
}
