package dev.tallystick.bureau.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes and reads wire forms: records whose components are the members of a JSON document. A
 * component without a value is left out, an empty list is not.
 */
public final class JsonForms {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new SimpleModule().addSerializer(new ObjectSerializer()))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private JsonForms() {}

  /** The document of a form. */
  public static JsonObject write(Record form) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(MAPPER.writeValueAsBytes(form));
    } catch (JsonProcessingException | MalformedJsonException e) {
      throw new IllegalStateException(form.getClass().getSimpleName() + " is no message", e);
    }
  }

  /**
   * Reads a document. Members that the form does not have are refused, and missing ones that it
   * must have.
   *
   * @throws MalformedFormException if it has another form; the message holds no value
   */
  public static <T extends Record> T read(byte[] document, Class<T> form)
      throws MalformedFormException {
    try {
      return MAPPER.readValue(document, form);
    } catch (UnrecognizedPropertyException e) {
      throw new MalformedFormException("unknown member " + e.getPropertyName(), e);
    } catch (IOException e) {
      throw new MalformedFormException("a member is missing, or of another kind", e);
    }
  }

  /** A document is not of the form asked for. */
  public static final class MalformedFormException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedFormException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static final class ObjectSerializer extends StdSerializer<JsonObject> {
    private static final long serialVersionUID = 1L;

    ObjectSerializer() {
      super(JsonObject.class);
    }

    @Override
    public void serialize(JsonObject value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeRawValue(new String(CanonicalJson.messageBytes(value), StandardCharsets.UTF_8));
    }
  }
}
