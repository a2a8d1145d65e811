package dev.tallystick.rules.pack;

/**
 * Which reports about themselves persons get for nothing (R40).
 *
 * @param perYear how many of a calendar year
 * @param online whether one that is handed over online is free however many there were
 */
public record FreeReports(int perYear, boolean online) {
  /** Of a pack that does not say. */
  static final FreeReports DEFAULT = new FreeReports(2, false);

  /**
   * Whether a report is free.
   *
   * @param ordinal which of the calendar year it is, from 1 on
   * @param isOnline whether it is handed over online
   */
  public boolean isFree(long ordinal, boolean isOnline) {
    return ordinal <= perYear || (online && isOnline);
  }
}
