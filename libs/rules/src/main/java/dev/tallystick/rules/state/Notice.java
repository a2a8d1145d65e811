package dev.tallystick.rules.state;

import java.util.Optional;
import java.util.SortedSet;

/**
 * What a person was told before consenting.
 *
 * @param presentedMillis the log's time of it
 * @param told what others are told in the same words
 */
public record Notice(String subject, long presentedMillis, Told told) {
  /** What it says and for what. */
  public record Told(
      String kind,
      Optional<String> discloser,
      String recipient,
      String textHash,
      String language,
      SortedSet<String> items,
      boolean highlighted) {}

  public String kind() {
    return told.kind();
  }

  public String recipient() {
    return told.recipient();
  }

  public boolean highlighted() {
    return told.highlighted();
  }

  /** What the text tells, as the pack names it. */
  public SortedSet<String> items() {
    return told.items();
  }
}
