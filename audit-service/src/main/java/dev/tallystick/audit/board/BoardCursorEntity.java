package dev.tallystick.audit.board;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row of {@code board_cursor}: up to where entries are counted for the boards. */
@Entity
@Table(name = "board_cursor")
class BoardCursorEntity {
  @Id
  @Column(name = "only_row")
  private boolean isOnlyRow;

  private long next;

  /** For Hibernate, which sets the fields. */
  BoardCursorEntity() {}

  long next() {
    return next;
  }

  void moveTo(long index) {
    next = index;
  }
}
