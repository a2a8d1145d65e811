package dev.tallystick.bureau.scoring;

import java.util.List;

/**
 * What a scorecard makes of a person's records.
 *
 * @param reasons what cost most points, the costliest first
 */
public record Score(long points, List<Reason> reasons) {
  /** Keeps its own copy of the reasons. */
  public Score {
    reasons = List.copyOf(reasons);
  }

  /** Shows neither points nor reasons. */
  @Override
  public String toString() {
    return "Score[redacted]";
  }
}
