package dev.tallystick.vault.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;

/** The same JSON in the form that the validator reads. */
final class JsonTree {
  private JsonTree() {}

  static JsonNode of(JsonValue value) {
    if (value instanceof JsonString text) {
      return TextNode.valueOf(text.value());
    }
    if (value instanceof JsonInteger integer) {
      return LongNode.valueOf(integer.value());
    }
    if (value instanceof JsonBoolean flag) {
      return BooleanNode.valueOf(flag.value());
    }
    if (value instanceof JsonArray array) {
      ArrayNode node = JsonNodeFactory.instance.arrayNode(array.items().size());
      array.items().forEach(item -> node.add(of(item)));
      return node;
    }
    if (value instanceof JsonObject object) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      object.forEach((name, member) -> node.set(name, of(member)));
      return node;
    }
    throw new AssertionError(value);
  }
}
