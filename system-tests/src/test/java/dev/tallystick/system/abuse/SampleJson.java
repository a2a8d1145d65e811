package dev.tallystick.system.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A body of the form that a schema describes; its ids are of things that do not exist. */
final class SampleJson {
  /** What stands in a text instead of the sample. */
  @FunctionalInterface
  interface Placing {
    /**
     * What to put there, if anything.
     *
     * @param place the names of the members that lead to it, such as {@code /consent/recipient}
     */
    Optional<String> at(String place, JsonNode schema);
  }

  private static final JsonNodeFactory JSON = new ObjectMapper().getNodeFactory();
  private static final int DEEPEST = 8;
  private static final String UUID7 = "019c0000-0000-7000-8000-00000000abcd";

  /** One text of each form that descriptions ask for and that is neither an id nor a choice. */
  private static final List<String> FORMS =
      List.of("SAMPLE", "CN", "CNY", "P1Y", "0".repeat(64), "A".repeat(43), UUID7, "e30.e30.e30");

  private final ApiOperation operation;
  private final Placing placing;

  SampleJson(ApiOperation operation) {
    this(operation, (place, schema) -> Optional.empty());
  }

  SampleJson(ApiOperation operation, Placing placing) {
    this.operation = operation;
    this.placing = placing;
  }

  JsonNode body() {
    return of("", operation.bodySchema(), 0);
  }

  private JsonNode of(String place, JsonNode reference, int depth) {
    JsonNode schema = operation.resolve(reference);
    if (schema.has("allOf")) {
      return of(place, schema.get("allOf").get(0), depth);
    }
    for (String choice : new String[] {"oneOf", "anyOf"}) {
      if (schema.has(choice)) {
        return of(place, schema.get(choice).get(0), depth);
      }
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(0);
    }
    return switch (type(schema)) {
      case "object" -> object(place, schema, depth);
      case "array" -> array(place, schema, depth);
      case "integer", "number" -> JSON.numberNode(schema.path("minimum").asInt(1));
      case "boolean" -> JSON.booleanNode(true);
      default -> JSON.textNode(text(place, schema));
    };
  }

  /** The type; of several, as OpenAPI 3.1 allows, the first that is not null. */
  static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      for (JsonNode each : type) {
        if (!each.asText().equals("null")) {
          return each.asText();
        }
      }
    }
    return type.isTextual() ? type.asText() : schema.has("properties") ? "object" : "string";
  }

  private ObjectNode object(String place, JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    if (depth < DEEPEST) {
      for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
        object.set(
            member.getKey(), of(place + "/" + member.getKey(), member.getValue(), depth + 1));
      }
    }
    return object;
  }

  private ArrayNode array(String place, JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    if (depth < DEEPEST) {
      array.add(of(place, schema.path("items"), depth + 1));
    }
    return array;
  }

  private String text(String place, JsonNode schema) {
    Optional<String> placed = placing.at(place, schema);
    return placed.isPresent()
        ? placed.get()
        : sample(place.substring(place.lastIndexOf('/') + 1), schema);
  }

  private static String sample(String name, JsonNode schema) {
    String text =
        switch (schema.path("format").asText()) {
          case "uuid" -> UUID7;
          case "date-time" -> "2026-01-31T00:00:00.000Z";
          case "date" -> "2026-01-31";
          case "duration" -> "P1Y";
          default -> name.equals("country") ? "CN" : "sample-" + name;
        };
    String pattern = schema.path("pattern").asText();
    return pattern.isEmpty() || text.matches(pattern) ? text : fitting(pattern).orElse(text);
  }

  /** Something of the form that a pattern asks for. */
  private static Optional<String> fitting(String pattern) {
    String prefix = pattern.substring(0, pattern.indexOf('_') + 1);
    return Stream.concat(
            FORMS.stream(),
            Stream.of(prefix + UUID7, prefix + "a".repeat(26), pattern.split("\\|", 2)[0]))
        .filter(text -> text.matches(pattern))
        .findFirst();
  }
}
