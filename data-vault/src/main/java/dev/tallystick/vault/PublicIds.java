package dev.tallystick.vault;

import dev.tallystick.events.EventId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Draws public ids: a prefix that says what it is, and a UUIDv7. Safe for threads. */
@Singleton
public final class PublicIds {
  private static final String UUID7 =
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private final Clock clock;
  private final RandomGenerator random;

  PublicIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new id such as {@code rec_019c…}. */
  public String draw(String prefix) {
    return prefix + "_" + drawEventId();
  }

  /** A new id of an event. */
  public EventId drawEventId() {
    return EventId.draw(clock.millis(), random);
  }

  /** What no id with this prefix that was drawn at {@code millis} or later is smaller than. */
  public static String leastSince(String prefix, long millis) {
    String time = "%012x".formatted(millis);
    return prefix + "_" + time.substring(0, 8) + "-" + time.substring(8);
  }

  /** Whether {@code text} is an id with this prefix. */
  public static boolean isId(String prefix, String text) {
    return text.length() == prefix.length() + 37 && Pattern.matches(prefix + "_" + UUID7, text);
  }
}
