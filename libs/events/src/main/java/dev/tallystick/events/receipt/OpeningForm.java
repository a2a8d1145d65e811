package dev.tallystick.events.receipt;

import dev.tallystick.events.PartName;
import dev.tallystick.events.json.Base64Url;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException.Reason;
import dev.tallystick.tlog.Hash;
import java.util.Set;

/** The JSON form of an opening. */
final class OpeningForm {
  private static final Set<String> MEMBERS = Set.of("recordedMillis", "stub", "body", "internal");
  private static final Set<String> SHOWN = Set.of("nonce", "value");
  private static final Set<String> WITHHELD = Set.of("hash");

  private OpeningForm() {}

  static Opening read(JsonObject json) throws MalformedOpeningException {
    requireOnly(json, MEMBERS, "");
    long recordedMillis =
        json.findInteger("recordedMillis")
            .filter(millis -> millis >= 0)
            .orElseThrow(
                () ->
                    new MalformedOpeningException(
                        "recordedMillis", "is an integer that is not negative"));
    OpenedPart stub = part(json, PartName.STUB);
    OpenedPart body = part(json, PartName.BODY);
    OpenedPart internal = part(json, PartName.INTERNAL);
    requirePresent(stub, PartName.STUB);
    requirePresent(body, PartName.BODY);
    return new Opening(recordedMillis, stub, body, internal);
  }

  private static OpenedPart part(JsonObject json, PartName name) throws MalformedOpeningException {
    String path = name.wireName();
    JsonObject part =
        json.findObject(path)
            .orElseThrow(() -> new MalformedOpeningException(path, "is an object"));
    if (part.has("hash")) {
      requireOnly(part, WITHHELD, path);
      return new OpenedPart.Withheld(hash(part, path));
    }
    requireOnly(part, SHOWN, path);
    byte[] nonce = Base64Url.decode32(part.findString("nonce").orElse(""));
    if (nonce == null) {
      throw new MalformedOpeningException(
          path + ".nonce", "is 32 bytes in base64url without padding");
    }
    if (!part.has("value")) {
      return OpenedPart.Shown.absent(nonce);
    }
    JsonObject value =
        part.findObject("value")
            .orElseThrow(() -> new MalformedOpeningException(path + ".value", "is an object"));
    Reason violation = CanonicalJson.violation(value, 0);
    if (violation != null) {
      throw new MalformedOpeningException(
          path + ".value", "is of the event model: " + violation.rule());
    }
    return OpenedPart.Shown.of(nonce, value);
  }

  private static Hash hash(JsonObject part, String path) throws MalformedOpeningException {
    try {
      return Hash.fromHex(part.findString("hash").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new MalformedOpeningException(path + ".hash", "is 64 lower-case hex digits");
    }
  }

  private static void requirePresent(OpenedPart part, PartName name)
      throws MalformedOpeningException {
    if (Opening.isAbsent(part)) {
      throw new MalformedOpeningException(name.wireName() + ".value", "must be there");
    }
  }

  private static void requireOnly(JsonObject json, Set<String> defined, String path)
      throws MalformedOpeningException {
    for (String name : json.names()) {
      if (!defined.contains(name)) {
        throw new MalformedOpeningException(path, "has only the members that are defined for it");
      }
    }
  }

  static JsonObject write(Opening opening) {
    JsonObject.Builder json = JsonObject.builder().put("recordedMillis", opening.recordedMillis());
    for (PartName name : PartName.ALL) {
      json.put(name.wireName(), write(opening.part(name)));
    }
    return json.build();
  }

  private static JsonObject write(OpenedPart part) {
    JsonObject.Builder json = JsonObject.builder();
    if (part instanceof OpenedPart.Withheld withheld) {
      return json.put("hash", withheld.hash().hex()).build();
    }
    if (part instanceof OpenedPart.Shown shown) {
      json.put("nonce", Base64Url.encode(shown.nonce()));
      shown.value().ifPresent(value -> json.put("value", value));
      return json.build();
    }
    throw new AssertionError("a kind of part without a form");
  }
}
