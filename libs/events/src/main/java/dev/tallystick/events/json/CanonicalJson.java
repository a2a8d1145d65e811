package dev.tallystick.events.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.MalformedJsonException.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it is hashed: the data model of events, read strictly and written as RFC 8785 (JCS) says.
 *
 * <p>Reading takes any order of members and any white space, and refuses what is outside the model;
 * it repairs nothing. So two readers that accept a text agree on its canonical bytes.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * Reads one value of the event model: integers within ±(2^53−1), no fraction, no −0, no null,
   * arrays of 1 to 256 items, at most 32 levels, no name twice, strings in form C.
   */
  public static JsonValue parse(byte[] utf8) throws MalformedJsonException {
    return JsonParser.ofEventModel(utf8).document();
  }

  /**
   * Reads one value of the event model that must be written in canonical form, without writing it
   * again to compare.
   *
   * @return empty if it is written in another form
   */
  public static Optional<JsonValue> findCanonical(byte[] utf8) throws MalformedJsonException {
    JsonParser parser = JsonParser.ofEventModel(utf8);
    JsonValue value = parser.document();
    return parser.input().isCanonical() ? Optional.of(value) : Optional.empty();
  }

  /**
   * Reads a message about events, such as an answer of the log: its arrays may be empty or long,
   * its levels 64.
   */
  public static JsonValue parseMessage(byte[] utf8) throws MalformedJsonException {
    return JsonParser.ofMessage(utf8).document();
  }

  /**
   * The canonical bytes of a value.
   *
   * @throws IllegalArgumentException if the value is not one of the event model
   */
  public static byte[] bytes(JsonValue value) {
    Reason violation = violation(value, 0);
    if (violation != null) {
      throw new IllegalArgumentException(violation.rule());
    }
    return messageBytes(value);
  }

  /** The canonical text of a value, as {@link #bytes} gives it. */
  public static String text(JsonValue value) {
    return new String(bytes(value), UTF_8);
  }

  /** Writes any value in canonical form, the arrays of messages included. */
  public static byte[] messageBytes(JsonValue value) {
    CanonicalWriter writer = new CanonicalWriter();
    writer.write(value);
    return writer.toByteArray();
  }

  /**
   * The rule of the event model that a value made in memory, or read as part of a message, breaks.
   */
  public static @Nullable Reason violation(JsonValue value, int depth) {
    if (value instanceof JsonObject object) {
      for (int i = 0; i < object.size(); i++) {
        Reason violation = violation(object.valueAt(i), depth + 1);
        if (violation != null) {
          return violation;
        }
      }
    } else if (value instanceof JsonArray array) {
      if (array.size() == 0) {
        return Reason.EMPTY_ARRAY;
      }
      if (array.size() > JsonArray.MAX_EVENT_ITEMS) {
        return Reason.ARRAY_TOO_LONG;
      }
      for (JsonValue item : array.items()) {
        Reason violation = violation(item, depth + 1);
        if (violation != null) {
          return violation;
        }
      }
    } else {
      return null;
    }
    return depth >= JsonParser.MAX_EVENT_DEPTH ? Reason.TOO_DEEP : null;
  }
}
