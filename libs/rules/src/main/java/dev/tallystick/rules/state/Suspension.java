package dev.tallystick.rules.state;

import java.util.OptionalLong;

/**
 * A suspension that nobody has lifted.
 *
 * @param event the event that began it, by which a restoration names it
 * @param scope {@code ALL}, {@code DEPOSIT} or {@code QUERY}
 * @param untilMillis when it ends by itself, if it does
 */
public record Suspension(String event, String scope, OptionalLong untilMillis) {
  public static final String ALL = "ALL";

  /** Whether it holds at a time. */
  public boolean isInForceAt(long millis) {
    return untilMillis.isEmpty() || millis < untilMillis.getAsLong();
  }
}
