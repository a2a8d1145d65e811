package dev.tallystick.events.json;

/** An integer that every JSON reader holds exactly: within ±(2^53−1). */
public record JsonInteger(long value) implements JsonValue {
  public static final long MAX = (1L << 53) - 1;
  public static final long MIN = -MAX;

  public JsonInteger {
    if (value < MIN || value > MAX) {
      throw new IllegalArgumentException("an integer lies within ±(2^53-1)");
    }
  }

  @Override
  public String toString() {
    return "JsonInteger";
  }
}
