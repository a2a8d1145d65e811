package dev.tallystick.events;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON form of a stub: how it is read, checked and written. */
final class StubForm {
  static final String TYPE_RULE = "is dev.tallystick.<noun>.<verb>.v<number> in lower case";
  static final String SORTED_RULE = "is sorted and holds nothing twice";
  static final String KEY_RULE = "is a guard key: <prefix>/<rest> in ASCII, at most 256 characters";

  private static final Pattern TYPE =
      Pattern.compile(
          "dev\\.tallystick\\.[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)+\\.v[1-9][0-9]{0,3}");
  private static final int MAX_TYPE = 100;
  private static final Set<String> MEMBERS =
      Set.of("v", "type", "labels", "guards", "advances", "sealed", "openBy");
  private static final Set<String> GUARD_MEMBERS = Set.of("key", "version");

  private StubForm() {}

  static boolean isType(String type) {
    // A type that is known needs no second look at its letters.
    return EventTypes.find(type).isPresent()
        || (type.length() <= MAX_TYPE && TYPE.matcher(type).matches());
  }

  static <T extends Comparable<? super T>> boolean isAscending(List<T> items) {
    for (int i = 1; i < items.size(); i++) {
      if (items.get(i - 1).compareTo(items.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isAscendingByKey(List<GuardVersion> guards) {
    for (int i = 1; i < guards.size(); i++) {
      if (guards.get(i - 1).key().compareTo(guards.get(i).key()) >= 0) {
        return false;
      }
    }
    return true;
  }

  static boolean areKeys(List<String> keys) {
    for (String key : keys) {
      if (!GuardKey.isValid(key)) {
        return false;
      }
    }
    return true;
  }

  static Stub read(JsonObject json) throws InvalidEventException {
    Fields fields = new Fields(json, "stub");
    fields.requireOnly(MEMBERS);
    if (fields.integer("v") != 1) {
      throw fields.invalid("v", "is 1");
    }
    String type = fields.string("type");
    if (!isType(type)) {
      throw fields.invalid("type", TYPE_RULE);
    }
    return new Stub(type, labels(fields), guards(fields), advances(fields), openBy(fields));
  }

  private static List<Hash> labels(Fields fields) throws InvalidEventException {
    List<JsonValue> items = fields.items("labels");
    List<Hash> labels = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Hash label = items.get(i) instanceof JsonString text ? label(text.value()) : null;
      if (label == null) {
        throw fields.invalid("labels[" + i + "]", "is 64 lower-case hex digits");
      }
      labels.add(label);
    }
    if (!isAscending(labels)) {
      throw fields.invalid("labels", SORTED_RULE);
    }
    return labels;
  }

  private static @Nullable Hash label(String hex) {
    try {
      return Hash.fromHex(hex);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static List<GuardVersion> guards(Fields fields) throws InvalidEventException {
    List<JsonValue> items = fields.items("guards");
    List<GuardVersion> guards = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      String name = "guards[" + i + "]";
      if (!(items.get(i) instanceof JsonObject item)) {
        throw fields.invalid(name, "is an object");
      }
      Fields guard = new Fields(item, fields.pathOf(name));
      guard.requireOnly(GUARD_MEMBERS);
      String key = guard.string("key");
      if (!GuardKey.isValid(key)) {
        throw guard.invalid("key", KEY_RULE);
      }
      long version = guard.integer("version");
      if (version < 0) {
        throw guard.invalid("version", "is not negative");
      }
      if (i > 0 && guards.get(i - 1).key().compareTo(key) >= 0) {
        throw fields.invalid("guards", SORTED_RULE);
      }
      guards.add(new GuardVersion(key, version));
    }
    return guards;
  }

  private static List<String> advances(Fields fields) throws InvalidEventException {
    List<JsonValue> items = fields.items("advances");
    List<String> advances = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof JsonString key) || !GuardKey.isValid(key.value())) {
        throw fields.invalid("advances[" + i + "]", KEY_RULE);
      }
      advances.add(key.value());
    }
    if (!isAscending(advances)) {
      throw fields.invalid("advances", SORTED_RULE);
    }
    return advances;
  }

  /** Sealed and openBy stand together; an event that is not sealed has neither. */
  private static Optional<Instant> openBy(Fields fields) throws InvalidEventException {
    JsonValue sealed = fields.object().valueOrNull("sealed");
    String openBy = fields.stringOrNull("openBy");
    if (sealed != null && !sealed.equals(JsonBoolean.TRUE)) {
      throw fields.invalid("sealed", "is true, or left out");
    }
    if (sealed == null && openBy != null) {
      throw fields.missing("sealed");
    }
    if (sealed == null) {
      return Optional.empty();
    }
    if (openBy == null) {
      throw fields.missing("openBy");
    }
    OptionalLong millis = Timestamps.parse(openBy);
    if (millis.isEmpty()) {
      throw fields.invalid("openBy", Body.TIME_RULE);
    }
    return Optional.of(Instant.ofEpochMilli(millis.getAsLong()));
  }

  static JsonObject write(Stub stub) {
    JsonObject.Builder json = JsonObject.builder().put("v", 1).put("type", stub.type());
    if (!stub.labels().isEmpty()) {
      json.put("labels", JsonArray.ofStrings(stub.labels().stream().map(Hash::hex).toList()));
    }
    if (!stub.guards().isEmpty()) {
      json.put("guards", JsonArray.of(stub.guards().stream().map(StubForm::write).toList()));
    }
    if (!stub.advances().isEmpty()) {
      json.put("advances", JsonArray.ofStrings(stub.advances()));
    }
    stub.openBy()
        .ifPresent(
            time -> json.put("sealed", true).put("openBy", Timestamps.format(time.toEpochMilli())));
    return json.build();
  }

  private static JsonObject write(GuardVersion guard) {
    return JsonObject.builder().put("key", guard.key()).put("version", guard.version()).build();
  }
}
