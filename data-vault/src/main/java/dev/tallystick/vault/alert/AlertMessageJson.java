package dev.tallystick.vault.alert;

import java.util.List;

/** What a message was about: entries of the log, which the person finds in their list. */
record AlertMessageJson(String alert, List<AlertEventJson> events) {
  static AlertMessageJson of(String alert, List<AlertEntity> events) {
    return new AlertMessageJson(alert, events.stream().map(AlertEventJson::of).toList());
  }
}
