package dev.tallystick.system.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A body of the form that a schema describes; its ids are of things that do not exist. */
final class SampleJson {
  private static final JsonNodeFactory JSON = new ObjectMapper().getNodeFactory();
  private static final int DEEPEST = 8;
  private static final String UUID7 = "019c0000-0000-7000-8000-00000000abcd";

  private final ApiOperation operation;

  SampleJson(ApiOperation operation) {
    this.operation = operation;
  }

  JsonNode body() {
    return of("", operation.bodySchema(), 0);
  }

  private JsonNode of(String name, JsonNode reference, int depth) {
    JsonNode schema = operation.resolve(reference);
    if (schema.has("allOf")) {
      return of(name, schema.get("allOf").get(0), depth);
    }
    for (String choice : new String[] {"oneOf", "anyOf"}) {
      if (schema.has(choice)) {
        return of(name, schema.get(choice).get(0), depth);
      }
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(0);
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(name, schema, depth);
      case "integer", "number" -> JSON.numberNode(schema.path("minimum").asInt(1));
      case "boolean" -> JSON.booleanNode(true);
      default -> JSON.textNode(text(name, schema));
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

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    if (depth < DEEPEST) {
      for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
        object.set(member.getKey(), of(member.getKey(), member.getValue(), depth + 1));
      }
    }
    return object;
  }

  private ArrayNode array(String name, JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    if (depth < DEEPEST) {
      array.add(of(name, schema.path("items"), depth + 1));
    }
    return array;
  }

  private static String text(String name, JsonNode schema) {
    String pattern = schema.path("pattern").asText();
    if (pattern.matches("[a-z]{2,4}_.*")) {
      return pattern.substring(0, pattern.indexOf('_') + 1) + UUID7;
    }
    return switch (schema.path("format").asText()) {
      case "uuid" -> UUID7;
      case "date-time" -> "2026-01-31T00:00:00.000Z";
      case "date" -> "2026-01-31";
      case "duration" -> "P1Y";
      default -> name.equals("country") ? "CN" : "sample-" + name;
    };
  }
}
