package dev.tallystick.vault.alert;

import java.util.Locale;

/** How a person is reached. */
enum AlertChannel {
  MAIL,
  WEBHOOK;

  /** By its name in paths. */
  static AlertChannel ofPath(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  String inPath() {
    return name().toLowerCase(Locale.ROOT);
  }
}
