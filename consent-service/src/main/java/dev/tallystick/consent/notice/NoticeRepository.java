package dev.tallystick.consent.notice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The stored notices. Rows are added, never changed: the app role has no right to. */
@Singleton
class NoticeRepository implements PanacheRepositoryBase<NoticeEntity, String> {
  /**
   * Adds a notice. Another try of the same request finds its own, which says the same; tries come
   * one after the other.
   */
  @Transactional
  void add(ConsentNotice notice, Instant now) {
    if (findById(notice.id()) == null) {
      persist(new NoticeEntity(notice, now));
    }
  }

  @Transactional
  Optional<ConsentNotice> findNotice(String id) {
    return findByIdOptional(id).map(NoticeEntity::toNotice);
  }
}
