package dev.tallystick.consent.notification;

import dev.tallystick.events.type.DownstreamNotified.Change;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A holder was told that a consent has ended, or that what it got has changed.
 *
 * @param cause the entry that ended or changed it
 * @param release what the holder had got, the latest
 * @param event the entry that tells the holder
 * @param index its place, once it is logged
 * @param missed whether the day passed without an answer
 */
record StopNotice(
    UUID cause,
    UUID release,
    String notification,
    UUID event,
    String subject,
    String from,
    String to,
    Change change,
    LocalDate dueOn,
    OptionalLong index,
    Optional<String> answer,
    boolean missed) {

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "StopNotice[" + notification + "]";
  }
}
