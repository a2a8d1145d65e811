package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a version has released of the registry of events holds for ever: its entries are read by
 * every later one. {@code tools/release keep} copies the registry of a version; until the first is
 * released there is none, and types may change.
 */
class ReleasedTypesTest {
  private static final Path NOW = Path.of("src/main/resources/dev/tallystick/events/types");
  private static final Path RELEASED = Path.of("src/test/resources/dev/tallystick/events/released");

  /** What of a type its entries rest on, besides its fields. */
  private static final List<String> FIXED = List.of("code", "class", "subject", "labels", "bodyTo");

  @Test
  void releasedTypes_areReadAsTheyWere() throws Exception {
    Map<String, JsonObject> now = types(NOW);
    for (Path version : versions()) {
      assertThat(differences(types(version), now)).as(version.toString()).isEmpty();
    }
  }

  @Test
  void changesOfAReleasedType_areFound() throws Exception {
    JsonObject released =
        type("'code': 7, 'class': 'STATE', 'data': {'a': 'ref', 'b': 'code optional'}");

    assertThat(
            found(
                released,
                type(
                    "'code': 7, 'class': 'STATE', 'data': {'a': 'ref', 'b': 'code optional', 'c':"
                        + " 'ref optional'}")))
        .as("an optional field more is read by nobody who does not know it")
        .isEmpty();
    assertThat(
            found(
                released,
                type("'code': 8, 'class': 'STATE', 'data': {'a': 'ref', 'b': 'code optional'}")))
        .containsExactly("x: code was 7");
    assertThat(found(released, type("'code': 7, 'class': 'STATE', 'data': {'b': 'code optional'}")))
        .containsExactly("x: the field a was ref");
    assertThat(
            found(
                released,
                type("'code': 7, 'class': 'STATE', 'data': {'a': 'name', 'b': 'code optional'}")))
        .containsExactly("x: the field a was ref");
    assertThat(
            found(
                released,
                type(
                    "'code': 7, 'class': 'STATE', 'data': {'a': 'ref', 'b': 'code optional', 'c':"
                        + " 'ref'}")))
        .containsExactly("x: the field c is new and required");
    assertThat(differences(Map.of("x", released), Map.of())).containsExactly("x: is gone");
  }

  private static List<String> found(JsonObject released, JsonObject now) {
    return differences(Map.of("x", released), Map.of("x", now));
  }

  private static JsonObject type(String members) throws Exception {
    return (JsonObject)
        CanonicalJson.parse(("{" + members + "}").replace('\'', '"').getBytes(UTF_8));
  }

  private static List<String> differences(
      Map<String, JsonObject> released, Map<String, JsonObject> now) {
    List<String> wrong = new ArrayList<>();
    released.forEach(
        (name, before) -> {
          JsonObject after = now.get(name);
          if (after == null) {
            wrong.add(name + ": is gone");
            return;
          }
          for (String fixed : FIXED) {
            if (!before.find(fixed).equals(after.find(fixed))) {
              wrong.add(
                  name
                      + ": "
                      + fixed
                      + " was "
                      + before.find(fixed).map(CanonicalJson::text).orElse("absent"));
            }
          }
          for (String part : List.of("data", "internal")) {
            fields(
                name,
                before.findObject(part).orElse(JsonObject.EMPTY),
                after.findObject(part).orElse(JsonObject.EMPTY),
                wrong);
          }
        });
    return wrong;
  }

  private static void fields(String name, JsonObject before, JsonObject after, List<String> wrong) {
    before.forEach(
        (field, kind) -> {
          if (!kind.equals(after.valueOrNull(field))) {
            wrong.add(name + ": the field " + field + " was " + text(kind));
          }
        });
    after.forEach(
        (field, kind) -> {
          if (!before.has(field) && !text(kind).endsWith(" optional")) {
            wrong.add(name + ": the field " + field + " is new and required");
          }
        });
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.value() : CanonicalJson.text(value);
  }

  private static List<Path> versions() throws IOException {
    if (!Files.isDirectory(RELEASED)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(RELEASED)) {
      return all.sorted().toList();
    }
  }

  private static Map<String, JsonObject> types(Path folder) throws Exception {
    Map<String, JsonObject> types = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        JsonObject registry = (JsonObject) CanonicalJson.parse(Files.readAllBytes(file));
        for (JsonValue type : registry.findArray("types").map(JsonArray::items).orElse(List.of())) {
          types.put(((JsonObject) type).getString("name"), (JsonObject) type);
        }
      }
    }
    return types;
  }
}
