package dev.tallystick.importing.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest schema of each category, read when it is first needed. Says of a line what the vault
 * will say of its category and fields; what needs the vault's own records it cannot say. For one
 * thread.
 */
public final class CategorySchemas {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.builder()
          .defaultMetaSchemaIri(SchemaId.V202012)
          .metaSchema(
              JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                  .keyword(new NonValidationKeyword("x-tallystick-fact"))
                  .keyword(new NonValidationKeyword("x-tallystick-indexed"))
                  .build())
          .build();
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final Map<String, JsonSchema> schemas;

  private CategorySchemas(Map<String, JsonSchema> schemas) {
    this.schemas = Map.copyOf(schemas);
  }

  /** Reads a document that the vault publishes. */
  @FunctionalInterface
  public interface Publication {
    /** The text at a path such as {@code /v1/schemas}. */
    String get(String path) throws IOException, InterruptedException;
  }

  /**
   * The schemas of the categories that the vault lists.
   *
   * @throws IOException if the vault does not answer, or with something else
   */
  public static CategorySchemas of(Publication vault) throws IOException, InterruptedException {
    Map<String, JsonSchema> schemas = new HashMap<>();
    for (JsonNode schema : JSON.readTree(vault.get("/v1/schemas")).path("schemas")) {
      if (schema.path("newest").asBoolean()) {
        schemas.put(
            schema.path("category").asText(),
            FACTORY.getSchema(vault.get(schema.path("path").asText()), InputFormat.JSON, CONFIG));
      }
    }
    return new CategorySchemas(schemas);
  }

  /** What the vault would refuse a line with: code, field and rule, as an import tells it. */
  public Optional<String> flaw(JsonObject line) {
    JsonSchema schema = schemas.get(line.getString("category"));
    if (schema == null) {
      return Optional.of("CATEGORY_UNKNOWN, category");
    }
    return schema.validate(tree(line.getObject("fields"))).stream()
        .findFirst()
        .map(message -> "CONTENT_INVALID, " + place(message) + ": " + message.getType());
  }

  private static JsonNode tree(JsonObject fields) {
    try {
      return JSON.readTree(CanonicalJson.text(fields));
    } catch (JsonProcessingException e) {
      throw new AssertionError("canonical JSON is JSON", e);
    }
  }

  /** The names are the mapping's, whose writer reads this. */
  private static String place(ValidationMessage message) {
    StringBuilder place = new StringBuilder("fields");
    for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
      place.append('/').append(message.getInstanceLocation().getElement(i));
    }
    return message.getProperty() == null
        ? place.toString()
        : place.append('/').append(message.getProperty()).toString();
  }
}
