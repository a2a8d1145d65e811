package dev.tallystick.events;

import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The identifier of an event: a UUIDv7 (RFC 9562 §5.7), drawn and stored by the appender before it
 * first tries to append, so that every retry carries the same one.
 */
public record EventId(UUID value) {
  private static final long MAX_MILLIS = (1L << 48) - 1;

  /** Refuses UUIDs of other versions and variants. */
  public EventId {
    if (value.version() != 7 || value.variant() != 2) {
      throw new IllegalArgumentException("an event id is a UUIDv7");
    }
  }

  /** Draws an id whose time is this one. */
  public static EventId draw(long millis, RandomGenerator random) {
    if (millis < 0 || millis > MAX_MILLIS) {
      throw new IllegalArgumentException("an event id holds 48 bits of milliseconds");
    }
    long high = (millis << 16) | 0x7000 | (random.nextLong() >>> 52);
    long low = (1L << 63) | (random.nextLong() >>> 2);
    return new EventId(new UUID(high, low));
  }

  /**
   * Reads the one spelling of an id: lower-case, with its dashes.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static EventId fromString(String text) {
    return find(text)
        .orElseThrow(() -> new IllegalArgumentException("an event id is a UUIDv7 in lower case"));
  }

  /** The id that the text is the one spelling of, if it is one. */
  static Optional<EventId> find(String text) {
    UUID uuid;
    try {
      uuid = UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // UUID.fromString also takes short groups and capitals.
    boolean valid = uuid.version() == 7 && uuid.variant() == 2 && uuid.toString().equals(text);
    return valid ? Optional.of(new EventId(uuid)) : Optional.empty();
  }

  /** The time in the id, in milliseconds since 1970; the appender's clock says so, nobody else. */
  public long millis() {
    return value.getMostSignificantBits() >>> 16;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
