package dev.tallystick.tally.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** A JSON file that somebody has laid hands on. */
final class Edited {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Edited() {}

  /** The file after the edit. */
  static byte[] of(byte[] file, Consumer<ObjectNode> edit) {
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(file);
      edit.accept(json);
      return JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file with these as the items of an array. */
  static byte[] array(byte[]... items) {
    try {
      ArrayNode array = JSON.createArrayNode();
      for (byte[] item : items) {
        array.add(JSON.readTree(item));
      }
      return JSON.writeValueAsBytes(array);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode tree(byte[] file) {
    try {
      return (ObjectNode) JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(JsonNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ArrayNode entries(ObjectNode answer) {
    return (ArrayNode) answer.get("entries");
  }
}
