package dev.tallystick.vault.alert;

import java.util.Locale;

/** The languages that messages are written in. */
enum AlertLanguage {
  EN,
  ZH;

  static AlertLanguage ofTag(String tag) {
    return valueOf(tag.toUpperCase(Locale.ROOT));
  }

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of two texts that is in this language. */
  String pick(String english, String chinese) {
    return this == EN ? english : chinese;
  }
}
