package dev.tallystick.bureau.stop;

import java.time.Instant;

/**
 * A bureau was told that a consent has ended which a release to it rests on.
 *
 * @param release the entry of that release
 * @param toldAt when the notice came here
 * @param dropped whether something that was kept has been deleted for it
 * @param attempts how often the answer was tried to be given
 */
record PendingStopNotice(
    String notification,
    String release,
    String subject,
    Instant toldAt,
    boolean dropped,
    int attempts) {

  PendingStopNotice withDropped() {
    return new PendingStopNotice(notification, release, subject, toldAt, true, attempts);
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "StopNotice[" + notification + "]";
  }
}
