package dev.tallystick.vault.correction;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Changes to answer, the oldest first, at most 200. */
@Schema(name = "Notifications")
record NotificationsJson(List<NotificationJson> notifications) {
  static NotificationsJson of(List<ChangeNotification> notifications) {
    return new NotificationsJson(notifications.stream().map(NotificationJson::of).toList());
  }
}
