package dev.tallystick.consent.notification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Up to which entry of the log everybody has been told; it only moves forward. */
@Singleton
class StopCursorRepository implements PanacheRepositoryBase<StopCursorEntity, Boolean> {
  @Transactional
  long position() {
    return findAll().singleResult().position;
  }

  @Transactional
  void advance(long position) {
    int unused = update("position = ?1 where position < ?1", position);
  }
}
