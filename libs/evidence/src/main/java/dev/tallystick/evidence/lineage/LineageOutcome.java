package dev.tallystick.evidence.lineage;

import java.util.Locale;
import java.util.Optional;

/**
 * How a release ended.
 *
 * @param event the entry that tells it
 * @param index its place in the log
 * @param recordedAt when the log recorded it; empty in answers of older entries
 */
public record LineageOutcome(String event, long index, Optional<String> recordedAt) {

  /** The ways in which it may end, several of which may follow one another. */
  public enum Kind {
    ACKNOWLEDGED,
    UNDELIVERED,
    DESTROYED;

    /** The member of a release that tells of it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
