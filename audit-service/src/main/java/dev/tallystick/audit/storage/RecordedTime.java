package dev.tallystick.audit.storage;

import java.util.OptionalLong;

/**
 * The rule for {@code recordedMillis}, the time authority of every deadline: it never decreases
 * along the log, save after an entry that acknowledges that the clock was ahead, and it is never
 * taken from a clock that contradicts the log's past or the database's clock by more than {@link
 * #TOLERANCE_MILLIS}.
 */
public final class RecordedTime {
  /** How far clocks may be apart, in milliseconds (docs/spec/log-format.md §1). */
  public static final long TOLERANCE_MILLIS = 30_000;

  private RecordedTime() {}

  /**
   * The time to record at, or empty when this clock is not to be trusted.
   *
   * @param clockMillis this process's clock
   * @param storeMillis the database's clock
   * @param lastMillis the newest recorded time
   */
  public static OptionalLong next(long clockMillis, long storeMillis, long lastMillis) {
    if (clockMillis > storeMillis + TOLERANCE_MILLIS
        || clockMillis < lastMillis - TOLERANCE_MILLIS) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.max(clockMillis, lastMillis));
  }

  /**
   * Whether a time may be the floor of recorded times after a clock was ahead: the time of now by
   * both clocks.
   */
  public static boolean isRight(long floorMillis, long clockMillis, long storeMillis) {
    return Math.abs(floorMillis - clockMillis) <= TOLERANCE_MILLIS
        && Math.abs(floorMillis - storeMillis) <= TOLERANCE_MILLIS;
  }
}
