package dev.tallystick.party;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.util.Optional;

/** Reads what services answer: unknown members are let pass, missing ones are told. */
final class Answers {
  private Answers() {}

  static JsonObject object(byte[] body) throws MalformedAnswerException {
    try {
      if (CanonicalJson.parseMessage(body) instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      throw new MalformedAnswerException(
          "is not JSON of the data model: " + e.reason().rule() + " at " + e.path());
    }
    throw new MalformedAnswerException("is not a JSON object");
  }

  static String text(JsonObject json, String name) throws MalformedAnswerException {
    return there(json.findString(name), name);
  }

  static long integer(JsonObject json, String name) throws MalformedAnswerException {
    return there(json.findInteger(name), name);
  }

  static JsonObject object(JsonObject json, String name) throws MalformedAnswerException {
    return there(json.findObject(name), name);
  }

  static JsonArray array(JsonObject json, String name) throws MalformedAnswerException {
    return there(json.findArray(name), name);
  }

  private static <T> T there(Optional<T> value, String name) throws MalformedAnswerException {
    return value.orElseThrow(() -> new MalformedAnswerException("lacks " + name));
  }
}
