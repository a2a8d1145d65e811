package dev.tallystick.consent.conflict;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

/** Up to which entry of the log every conflict has been flagged; it only moves forward. */
@Singleton
class ConflictCursorRepository implements PanacheRepositoryBase<ConflictCursorEntity, Boolean> {
  @Transactional
  long position() {
    return findAll().singleResult().position;
  }

  /** The position, which nobody moves before the caller's transaction has ended. */
  long hold() {
    return findAll().withLock(LockModeType.PESSIMISTIC_READ).singleResult().position;
  }

  /** Moves it in the caller's transaction; false if it is there. */
  boolean advance(long position) {
    return update("position = ?1 where position < ?1", position) == 1;
  }
}
