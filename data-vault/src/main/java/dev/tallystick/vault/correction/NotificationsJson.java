package dev.tallystick.vault.correction;

import java.util.List;

/** Changes to answer, the oldest first, at most 200. */
record NotificationsJson(List<NotificationJson> notifications) {
  static NotificationsJson of(List<ChangeNotification> notifications) {
    return new NotificationsJson(notifications.stream().map(NotificationJson::of).toList());
  }
}
