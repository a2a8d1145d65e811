package dev.tallystick.fuzz;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import java.util.Arrays;

/** Canonical JSON: what is read has one spelling. */
public final class CanonicalJsonTarget {
  private CanonicalJsonTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      JsonValue value = CanonicalJson.parse(input);
      byte[] canonical = CanonicalJson.bytes(value);
      JsonValue again = CanonicalJson.parse(canonical);
      if (!again.equals(value) || !Arrays.equals(CanonicalJson.bytes(again), canonical)) {
        throw new AssertionError("the canonical form is read as something else");
      }
      if (!CanonicalJson.parseMessage(input).equals(value)) {
        throw new AssertionError("a value of the event model is another message");
      }
    } catch (MalformedJsonException e) {
      message(input);
    }
  }

  private static void message(byte[] input) {
    try {
      JsonValue message = CanonicalJson.parseMessage(input);
      if (!CanonicalJson.parseMessage(CanonicalJson.messageBytes(message)).equals(message)) {
        throw new AssertionError("a message is read as something else");
      }
    } catch (MalformedJsonException e) {
      return;
    }
  }
}
