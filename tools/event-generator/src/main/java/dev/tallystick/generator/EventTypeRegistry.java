package dev.tallystick.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the registry files say about the members of events, in the order in which they say it.
 *
 * @param shapes the objects that several types hold, by name
 * @param internal the members of every internal part
 */
record EventTypeRegistry(List<Type> types, Map<String, List<Field>> shapes, List<Field> internal) {

  /**
   * One event type.
   *
   * @param name the name in prose, such as {@code consent.given}
   * @param internal the members of its internal part that no other type has
   */
  record Type(String name, int code, List<Field> data, List<Field> internal) {}

  /** Reads all files of a folder; {@code common.json} has what the types share. */
  static EventTypeRegistry read(Path folder) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode common = json.readTree(folder.resolve("common.json").toFile());
    List<Type> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        for (JsonNode type : json.readTree(file.toFile()).path("types")) {
          types.add(
              new Type(
                  type.get("name").textValue(),
                  type.get("code").intValue(),
                  fields(type.path("data")),
                  fields(type.path("internal"))));
        }
      }
    }
    Map<String, List<Field>> shapes = new LinkedHashMap<>();
    common.get("shapes").properties().forEach(e -> shapes.put(e.getKey(), fields(e.getValue())));
    return new EventTypeRegistry(List.copyOf(types), shapes, fields(common.get("internal")));
  }

  /** The members of a type's internal part: its own, and of the common ones those it has not. */
  List<Field> internalOf(Type type) {
    Stream<Field> others =
        internal.stream()
            .filter(
                field ->
                    type.internal().stream().noneMatch(own -> own.name().equals(field.name())));
    return Stream.concat(type.internal().stream(), others).toList();
  }

  private static List<Field> fields(JsonNode notations) {
    return notations.properties().stream()
        .map(entry -> Field.parse(entry.getKey(), entry.getValue().textValue()))
        .toList();
  }
}
