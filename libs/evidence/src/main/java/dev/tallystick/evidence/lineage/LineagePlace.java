package dev.tallystick.evidence.lineage;

import java.util.Locale;

/** Where a release stands in a lineage. */
public enum LineagePlace {
  /** It is the one that was asked about. */
  START,
  /** It was made from this one. */
  UP,
  /** It was made into this one. */
  DOWN,
  /** The answer lists releases without an order of generations. */
  LISTED;

  /** How exports write it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
