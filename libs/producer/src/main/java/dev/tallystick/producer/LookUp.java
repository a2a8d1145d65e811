package dev.tallystick.producer;

import dev.tallystick.events.receipt.Receipt;

/** What the log says about an event. */
public sealed interface LookUp {
  /**
   * It is logged.
   *
   * @param receipt verified; shows every part that is not erased
   */
  record Found(Receipt receipt) implements LookUp {}

  /**
   * It is not logged. Should it be logged yet, its {@code recordedMillis} will be this or later.
   */
  record Absent(long asOfMillis) implements LookUp {}

  /** It is logged, by somebody else, and not shown to this service. */
  record NotShown() implements LookUp {}

  /** There is no answer, so nothing is known. */
  record Unavailable(String reason) implements LookUp {}
}
