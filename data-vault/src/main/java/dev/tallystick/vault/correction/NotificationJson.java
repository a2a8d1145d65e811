package dev.tallystick.vault.correction;

import java.time.LocalDate;

/** A change that a recipient has to answer. */
record NotificationJson(
    String notification,
    String from,
    String release,
    String record,
    String change,
    String event,
    LocalDate dueOn) {
  static NotificationJson of(ChangeNotification notification) {
    return new NotificationJson(
        notification.id(),
        notification.from(),
        notification.release().toString(),
        notification.record(),
        notification.change().name(),
        notification.event().toString(),
        notification.dueOn());
  }
}
