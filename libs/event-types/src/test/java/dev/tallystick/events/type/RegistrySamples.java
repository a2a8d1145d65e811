package dev.tallystick.events.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Data of every type with every member it may have, made of the registry's own notations by another
 * reading of them than the generator's. Conditions are not looked at.
 */
final class RegistrySamples {
  private static final List<String> GROUPS =
      List.of("governance", "consent", "records", "exchange", "rights", "oversight", "ledger");

  private final RandomGenerator random;
  private final JsonObject common = file("common");

  RegistrySamples(RandomGenerator random) {
    this.random = random;
  }

  /** The notations of each type's data. */
  static Map<EventType, JsonObject> data() {
    return member("data");
  }

  /** The notations of the internal parts that hold more than all do. */
  static Map<EventType, JsonObject> internal() {
    return member("internal");
  }

  private static Map<EventType, JsonObject> member(String name) {
    Map<EventType, JsonObject> found = new TreeMap<>((a, b) -> a.code() - b.code());
    for (String group : GROUPS) {
      for (JsonValue type : file(group).getArray("types").items()) {
        JsonObject json = (JsonObject) type;
        json.findObject(name)
            .ifPresent(notations -> found.put(EventTypes.get(json.getString("name")), notations));
      }
    }
    return found;
  }

  private static JsonObject file(String group) {
    String resource = "types/" + group + ".json";
    try (InputStream in = Objects.requireNonNull(EventTypes.class.getResourceAsStream(resource))) {
      return (JsonObject) CanonicalJson.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedJsonException e) {
      throw new AssertionError(resource, e);
    }
  }

  /** An object with a value for each notation, or without those that may be absent. */
  JsonObject sample(JsonObject notations, boolean full) {
    JsonObject.Builder sample = JsonObject.builder();
    for (String name : notations.names()) {
      String notation = notations.getString(name);
      String kind = notation.replaceFirst(" when .*", "").replaceFirst(" optional$", "");
      if (full || kind.equals(notation)) {
        sample.put(name, value(kind, 0));
      }
    }
    return sample.build();
  }

  private JsonValue value(String kind, int place) {
    if (kind.startsWith("list of ")) {
      String item = kind.substring("list of ".length());
      return JsonArray.of(List.of(value(item, 1), value(item, 0)));
    }
    if (kind.startsWith("set of ")) {
      String item = kind.substring("set of ".length()).replaceFirst(" by .*", "");
      return JsonArray.of(List.of(value(item, 0), value(item, 1)));
    }
    if (common.getObject("shapes").has(kind)) {
      return shape(common.getObject("shapes").getObject(kind), place);
    }
    String[] words = kind.split(" ", -1);
    return switch (words[0]) {
      case "bool" -> JsonBoolean.of(random.nextBoolean());
      case "int" -> new JsonInteger(random.nextInt(1, 1000));
      case "enum" -> JsonString.of(words[1 + place]);
      case "id" -> JsonString.of(words[1] + "_" + event(place));
      case "event" -> JsonString.of(event(place));
      case "hash", "label" -> JsonString.of(place + hex(63));
      case "instant" ->
          JsonString.of("2024-02-29T23:59:5" + random.nextInt(10) + ".0" + digits(2) + "Z");
      case "date" -> JsonString.of("20" + digits(2) + "-10-3" + random.nextInt(2));
      case "period" -> JsonString.of("P1M" + digits(2) + "DT" + digits(3) + "S");
      case "currency" -> JsonString.of("CNY");
      case "country" -> JsonString.of("CN");
      case "language" -> JsonString.of("zh-Hans");
      case "jws" -> JsonString.of("eyJ" + hex(4) + ".eyJi.c2ln");
      case "traceparent" -> JsonString.of("00-" + hex(32) + "-" + hex(16) + "-01");
      default -> JsonString.of(place + "-日本語 " + hex(5));
    };
  }

  /** Of two objects in a set, the first has the lesser members throughout. */
  private JsonObject shape(JsonObject notations, int place) {
    JsonObject.Builder shape = JsonObject.builder();
    notations
        .names()
        .forEach(
            name -> {
              String kind =
                  notations
                      .getString(name)
                      .replaceFirst(" when .*", "")
                      .replaceFirst(" optional$", "");
              shape.put(name, value(kind, place));
            });
    return shape.build();
  }

  private String event(int place) {
    return place + "19ca5d3-" + hex(4) + "-7" + hex(3) + "-8" + hex(3) + "-" + hex(12);
  }

  private String hex(int count) {
    return text(count, "0123456789abcdef");
  }

  private String digits(int count) {
    return text(count, "123456789");
  }

  private String text(int count, String characters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  /** The events of the specification and of the vectors: the requests, as JSON. */
  static List<JsonObject> documented(String page, byte[] vectors) throws MalformedJsonException {
    List<JsonObject> requests = new ArrayList<>();
    String[] parts = page.split("```", -1);
    for (int i = 1; i < parts.length; i += 2) {
      if (parts[i].startsWith("json\n")) {
        JsonValue json = CanonicalJson.parse(parts[i].substring("json\n".length()).getBytes(UTF_8));
        if (json instanceof JsonObject object && object.has("seed")) {
          requests.add(object);
        }
      }
    }
    for (JsonValue vector : ((JsonArray) CanonicalJson.parse(vectors)).items()) {
      JsonObject.Builder request = JsonObject.builder();
      ((JsonObject) vector).getObject("parts").forEach(request::put);
      requests.add(request.put("seed", ((JsonObject) vector).getString("seed")).build());
    }
    return requests;
  }
}
