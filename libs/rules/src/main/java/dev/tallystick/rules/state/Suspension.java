package dev.tallystick.rules.state;

import java.util.OptionalLong;

/**
 * A suspension that nobody has lifted.
 *
 * @param event the event that began it, by which a restoration names it
 * @param scope {@code ALL}, {@code DEPOSIT}, {@code QUERY} or {@code RECEIPTS}
 * @param untilMillis when it ends by itself, if it does
 */
public record Suspension(String event, String scope, OptionalLong untilMillis) {
  public static final String ALL = "ALL";

  /** What the log itself sets on a party that acknowledges too little of what it receives. */
  public static final String RECEIPTS = "RECEIPTS";

  /** Whether it holds at a time. */
  public boolean isInForceAt(long millis) {
    return untilMillis.isEmpty() || millis < untilMillis.getAsLong();
  }
}
