package dev.tallystick.vault.correction;

import dev.tallystick.events.EventId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * That a recipient was told of a change in what it once got.
 *
 * @param release the latest release that handed it over
 * @param event the entry {@code downstream.notified}
 * @param answer what the recipient said it did
 */
record ChangeNotification(
    String id,
    String subject,
    String from,
    String to,
    EventId release,
    String record,
    Change change,
    EventId event,
    LocalDate dueOn,
    Optional<String> answer) {
  /** What has changed. */
  public enum Change {
    CORRECTED,
    DISPUTED,
    ERASED,
    RESTRICTED,
    WITHDRAWN
  }

  @Override
  public String toString() {
    return "ChangeNotification[" + id + "]";
  }
}
