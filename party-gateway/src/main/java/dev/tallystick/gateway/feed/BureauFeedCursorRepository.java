package dev.tallystick.gateway.feed;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

/** How far the feeds of each bureau are read; in the caller's transaction. */
@Singleton
class BureauFeedCursorRepository implements PanacheRepositoryBase<BureauFeedCursorEntity, String> {
  /** The last cursor that was taken; 0 before the first. */
  long place(String bureau) {
    return findByIdOptional(bureau).map(row -> row.place).orElse(0L);
  }

  /** Moves a cursor from where it was read; false if it stands elsewhere by now. */
  boolean move(String bureau, long from, long to) {
    BureauFeedCursorEntity row = findById(bureau, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      row = new BureauFeedCursorEntity();
      row.bureau = bureau;
      persist(row);
    }
    if (row.place != from) {
      return false;
    }
    row.place = to;
    return true;
  }
}
