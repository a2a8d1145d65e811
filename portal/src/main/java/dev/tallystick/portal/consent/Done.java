package dev.tallystick.portal.consent;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has just been done, told by the page that is shown afterwards. */
public enum Done {
  /** A consent was withdrawn. */
  WITHDRAWN,
  /** The same, and the log has not taken it yet. */
  PENDING,
  /** Everything was stopped. */
  FROZEN,
  /** The stop was lifted. */
  LIFTED,
  /** A service did not answer. */
  FAILED,
  /** A service has refused. */
  REFUSED;

  /** The word in an address. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a word in an address says. */
  static Optional<Done> of(@Nullable String word) {
    for (Done each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether nothing was changed. */
  public boolean isBad() {
    return this == FAILED || this == REFUSED;
  }
}
