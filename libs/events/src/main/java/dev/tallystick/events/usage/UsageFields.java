package dev.tallystick.events.usage;

import dev.tallystick.events.json.Base64Url;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of an object of a usage answer, read by name; what is not as asked for is refused.
 */
final class UsageFields {
  private final JsonObject json;
  private final String path;

  UsageFields(JsonObject json, String path) {
    this.json = json;
    this.path = path;
  }

  void requireOnly(Set<String> defined) throws InvalidUsageException {
    for (String name : json.names()) {
      if (!defined.contains(name)) {
        throw new InvalidUsageException(path, "has only the members that are defined for it");
      }
    }
  }

  InvalidUsageException invalid(String name, String rule) {
    return new InvalidUsageException(path.isEmpty() ? name : path + "." + name, rule);
  }

  boolean has(String name) {
    return json.has(name);
  }

  UsageFields object(String name) throws InvalidUsageException {
    JsonObject value = json.findObject(name).orElseThrow(() -> invalid(name, "is an object"));
    return new UsageFields(value, path.isEmpty() ? name : path + "." + name);
  }

  List<UsageFields> objects(String name) throws InvalidUsageException {
    List<UsageFields> objects = new ArrayList<>();
    for (JsonValue item : array(name).items()) {
      String at = name + "[" + objects.size() + "]";
      if (!(item instanceof JsonObject object)) {
        throw invalid(at, "is an object");
      }
      objects.add(new UsageFields(object, path.isEmpty() ? at : path + "." + at));
    }
    return objects;
  }

  private JsonArray array(String name) throws InvalidUsageException {
    return json.findArray(name).orElseThrow(() -> invalid(name, "is an array"));
  }

  String text(String name) throws InvalidUsageException {
    return json.findString(name).orElseThrow(() -> invalid(name, "is a string"));
  }

  /** A text of the service's that is given back to it. */
  String opaque(String name) throws InvalidUsageException {
    String text = text(name);
    if (text.isEmpty() || text.length() > 4096) {
      throw invalid(name, "has 1 to 4096 characters");
    }
    return text;
  }

  boolean bool(String name) throws InvalidUsageException {
    return json.findBoolean(name).orElseThrow(() -> invalid(name, "is true or false"));
  }

  long number(String name, long least) throws InvalidUsageException {
    return json.findInteger(name)
        .filter(value -> value >= least)
        .orElseThrow(() -> invalid(name, "is an integer from " + least));
  }

  Hash hex(String name) throws InvalidUsageException {
    try {
      return Hash.fromHex(text(name));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "is 64 lower-case hex digits");
    }
  }

  Hash base64(String name) throws InvalidUsageException {
    try {
      return Hash.fromBase64(text(name));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "is 32 bytes in base64");
    }
  }

  Hash base64Url(String name) throws InvalidUsageException {
    byte[] bytes = Base64Url.decode32(text(name));
    if (bytes == null) {
      throw invalid(name, "is 32 bytes in base64url without padding");
    }
    return Hash.takeOwnershipOf(bytes);
  }

  /** The hashes of a path; no tree needs more than 64. */
  List<Hash> path(String name) throws InvalidUsageException {
    List<Hash> hashes = new ArrayList<>();
    for (JsonValue item : array(name).items()) {
      Optional<Hash> hash = item instanceof JsonString text ? hash(text.value()) : Optional.empty();
      hashes.add(
          hash.orElseThrow(
              () -> invalid(name + "[" + hashes.size() + "]", "is 32 bytes in base64")));
    }
    if (hashes.size() > 63) {
      throw invalid(name, "has no more hashes than any tree needs");
    }
    return hashes;
  }

  private static Optional<Hash> hash(String base64) {
    try {
      return Optional.of(Hash.fromBase64(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Opening opening() throws InvalidUsageException {
    JsonObject opening =
        json.findObject("opening").orElseThrow(() -> invalid("opening", "is an object"));
    try {
      return Opening.parse(opening);
    } catch (MalformedOpeningException e) {
      throw invalid(e.field().isEmpty() ? "opening" : "opening." + e.field(), e.rule());
    }
  }
}
