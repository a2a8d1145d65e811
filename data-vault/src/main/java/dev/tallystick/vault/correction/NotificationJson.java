package dev.tallystick.vault.correction;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change that a recipient has to answer. */
@Schema(name = "Notification")
record NotificationJson(
    String notification,
    @Schema(description = "Who had released.") String from,
    @Schema(description = "The latest release that handed the record over.") String release,
    String record,
    @Schema(enumeration = {"CORRECTED", "DISPUTED", "ERASED", "RESTRICTED", "WITHDRAWN"})
        String change,
    @Schema(description = "The entry downstream.notified.") String event,
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
