package dev.tallystick.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Objects of a request whose members are the caller's, in the log's data model. */
public final class RequestObject {
  private RequestObject() {}

  /** The object, if it is one in the data model: no floats, no null, no lone surrogates. */
  public static Optional<JsonObject> object(JsonNode node) {
    try {
      ByteBuffer bytes =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(node.toString()));
      byte[] json = new byte[bytes.remaining()];
      bytes.get(json);
      return CanonicalJson.parse(json) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (CharacterCodingException | MalformedJsonException e) {
      return Optional.empty();
    }
  }
}
