package dev.tallystick.events;

import dev.tallystick.events.json.Base64Url;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonInput;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonParser;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.json.MalformedJsonException.Reason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is sent to the log: {@code {"seed","stub","body","internal"?}}, read but not yet
 * understood. Each part comes with its canonical bytes, which are cut out of the request where it
 * is written canonically already.
 */
final class EventRequest {
  private final JsonParser parser;
  private final byte[] request;
  private final Map<PartName, EventPart> parts = new EnumMap<>(PartName.class);
  private @Nullable String seed;

  private EventRequest(byte[] request, int start, int end) {
    this.request = request;
    this.parser = JsonParser.ofParts(request, start, end);
  }

  static EventRequest read(byte[] request, int start, int end) throws InvalidEventException {
    if (end - start > Event.MAX_REQUEST_SIZE) {
      throw new InvalidEventException(
          EventCode.EVENT_TOO_LARGE,
          "",
          "a request is at most " + Event.MAX_REQUEST_SIZE + " bytes");
    }
    EventRequest read = new EventRequest(request, start, end);
    try {
      read.document();
    } catch (MalformedJsonException e) {
      throw new InvalidEventException(
          e.reason().isSyntax() ? EventCode.MALFORMED_JSON : EventCode.NOT_CANONICAL_VALUE,
          e.path(),
          e.reason().rule() + ", byte " + e.position());
    }
    return read;
  }

  private void document() throws MalformedJsonException, InvalidEventException {
    JsonInput in = parser.input();
    in.skipWhitespace();
    in.expect('{');
    parser.path().enter();
    in.skipWhitespace();
    if (!in.accept('}')) {
      do {
        member(parser.memberName());
        parser.path().atName(null);
        in.skipWhitespace();
      } while (in.accept(','));
      in.expect('}');
    }
    parser.path().leave();
    parser.end();
  }

  private void member(String name) throws MalformedJsonException, InvalidEventException {
    JsonInput in = parser.input();
    parser.path().atName(name);
    if (name.equals("seed")) {
      refuseTwice(seed != null);
      seed = string(parser.value());
      return;
    }
    PartName part = named(name);
    refuseTwice(parts.containsKey(part));
    in.markCanonical();
    int start = in.position();
    JsonValue value = parser.value();
    if (!(value instanceof JsonObject object)) {
      throw new InvalidEventException(EventCode.FIELD_INVALID, name, "is an object");
    }
    byte[] canonical =
        in.isCanonical()
            ? Arrays.copyOfRange(request, start, in.position())
            : CanonicalJson.messageBytes(object);
    parts.put(part, EventPart.takeOwnershipOf(object, canonical));
  }

  private void refuseTwice(boolean seen) throws MalformedJsonException {
    if (seen) {
      throw parser.input().refusal(Reason.DUPLICATE_NAME);
    }
  }

  private static PartName named(String name) throws InvalidEventException {
    for (PartName part : PartName.ALL) {
      if (part.wireName().equals(name)) {
        return part;
      }
    }
    throw new InvalidEventException(
        EventCode.UNKNOWN_FIELD, "", "has only the members that are defined for it");
  }

  private static String string(JsonValue value) throws InvalidEventException {
    if (value instanceof JsonString string) {
      return string.value();
    }
    throw new InvalidEventException(EventCode.FIELD_INVALID, "seed", "is a string");
  }

  Seed seed() throws InvalidEventException {
    if (seed == null) {
      throw missing("seed");
    }
    byte[] bytes = Base64Url.decode32(seed);
    if (bytes == null) {
      throw new InvalidEventException(
          EventCode.FIELD_INVALID, "seed", "is 32 bytes in base64url without padding");
    }
    return Seed.copyOf(bytes);
  }

  JsonObject require(PartName part) throws InvalidEventException {
    JsonObject object = part(part).valueOrNull();
    if (object == null) {
      throw missing(part.wireName());
    }
    return object;
  }

  EventPart part(PartName part) {
    return parts.getOrDefault(part, EventPart.ABSENT);
  }

  private static InvalidEventException missing(String name) {
    return new InvalidEventException(EventCode.FIELD_MISSING, name, "must be there");
  }
}
