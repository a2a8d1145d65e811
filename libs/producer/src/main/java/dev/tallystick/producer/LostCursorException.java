package dev.tallystick.producer;

/**
 * Thrown by a consumer whose stored cursor is behind what it has consumed: a crash of its database
 * has taken back commits that nobody waited for. Its {@link Follower} goes back to that cursor.
 */
public final class LostCursorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long cursor;

  /**
   * Makes one.
   *
   * @param cursor the last index that is stored as consumed; -1 if none is
   */
  public LostCursorException(long cursor) {
    super("the database has lost what was read after index " + cursor + "; it is read again");
    this.cursor = cursor;
  }

  /** The last index that is stored as consumed; -1 if none is. */
  public long cursor() {
    return cursor;
  }
}
