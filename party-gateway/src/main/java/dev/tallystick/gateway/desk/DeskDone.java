package dev.tallystick.gateway.desk;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has just been done, told by the page that is shown afterwards. */
public enum DeskDone {
  /** A person is asked for a consent. */
  ASKED,
  /** A report is ordered. */
  ORDERED,
  /** A decision is recorded. */
  DECIDED,
  /** A loan is told. */
  LENT,
  /** The end of a loan is told. */
  CLOSED,
  /** A notice is answered. */
  ANSWERED,
  /** It was refused, and nothing was done. */
  REFUSED;

  /** The word in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing was changed. */
  public boolean isBad() {
    return this == REFUSED;
  }

  /** What a word in an address says. */
  static Optional<DeskDone> of(@Nullable String word) {
    for (DeskDone each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
