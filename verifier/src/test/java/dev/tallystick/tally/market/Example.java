package dev.tallystick.tally.market;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The data of an event as {@code docs/spec/events.md} shows it, to be changed member by member. */
public final class Example {
  private static final Pattern EXAMPLE =
      Pattern.compile("### ([a-z.-]+)\n.*?```json\n(.*?)```", Pattern.DOTALL);
  private static final Map<String, JsonObject> BODIES = bodies();

  private final Map<String, JsonValue> members;

  private Example(Map<String, JsonValue> members) {
    this.members = members;
  }

  /** The data in the example of this type. */
  public static Example of(String type) {
    JsonObject body = BODIES.get(type);
    if (body == null) {
      throw new AssertionError("no example of " + type);
    }
    return new Example(new TreeMap<>(body.getObject("data").members()));
  }

  /** The body in the example of this type. */
  public static JsonObject body(String type) {
    return Optional.ofNullable(BODIES.get(type)).orElseThrow();
  }

  /** The types that have an example, which is all of them. */
  public static Set<String> types() {
    return BODIES.keySet();
  }

  private static Map<String, JsonObject> bodies() {
    Map<String, JsonObject> bodies = new TreeMap<>();
    try {
      Path root = Path.of(System.getProperty("tallystick.root"));
      Matcher matcher = EXAMPLE.matcher(Files.readString(root.resolve("docs/spec/events.md")));
      while (matcher.find()) {
        JsonValue request = CanonicalJson.parse(matcher.group(2).getBytes(UTF_8));
        bodies.put(matcher.group(1), ((JsonObject) request).getObject("body"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedJsonException e) {
      throw new AssertionError(e);
    }
    return bodies;
  }

  public Example with(String name, JsonValue value) {
    members.put(name, value);
    return this;
  }

  public Example with(String name, String value) {
    return with(name, JsonString.of(value));
  }

  public Example with(String name, long value) {
    return with(name, new JsonInteger(value));
  }

  /** Sets a set of strings. */
  public Example withAll(String name, String... values) {
    return with(name, JsonArray.ofStrings(Arrays.stream(values).sorted().toList()));
  }

  public Example without(String name) {
    members.remove(name);
    return this;
  }

  public JsonObject json() {
    JsonObject.Builder json = JsonObject.builder();
    members.forEach(json::put);
    return json.build();
  }
}
