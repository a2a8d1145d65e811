package dev.tallystick.vault.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import dev.tallystick.events.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One version of the schema of a category: judges the {@code fields} of a record. Draft 2020-12,
 * formats asserted. Immutable and safe for threads.
 */
public final class ContentSchema {
  private static final String FACT = "x-tallystick-fact";
  private static final String INDEXED = "x-tallystick-indexed";
  private static final String FIELDS = "fields";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.builder()
          .defaultMetaSchemaIri(SchemaId.V202012)
          .metaSchema(
              JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                  .keyword(new NonValidationKeyword(FACT))
                  .keyword(new NonValidationKeyword(INDEXED))
                  .build())
          .build();
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final String category;
  private final int version;
  private final String text;
  private final JsonSchema schema;
  private final Set<String> names;
  private final Optional<FactForm> fact;
  private final List<String> indexed;

  private ContentSchema(String category, int version, String text, JsonNode root) {
    this.category = category;
    this.version = version;
    this.text = text;
    this.schema = FACTORY.getSchema(text, InputFormat.JSON, CONFIG);
    this.names = new HashSet<>();
    collectNames(root, names);
    this.fact =
        root.has(FACT)
            ? Optional.of(
                new FactForm(
                    texts(root.at("/" + FACT + "/about")), texts(root.at("/" + FACT + "/says"))))
            : Optional.empty();
    this.indexed = List.copyOf(texts(root.path(INDEXED)));
    schema.initializeValidators();
  }

  /** Reads a schema. */
  static ContentSchema parse(String category, int version, String text) {
    try {
      return new ContentSchema(category, version, text, JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the schema of " + category + " is not JSON", e);
    }
  }

  public String category() {
    return category;
  }

  /** From 1. */
  public int version() {
    return version;
  }

  /** The schema itself, as it stands in its file. */
  public String text() {
    return text;
  }

  /** What is said in one sentence of the category. */
  String title() {
    return schema.getSchemaNode().path("title").asText();
  }

  /** The fact that records of this category state, if another source may state it too. */
  public Optional<FactForm> fact() {
    return fact;
  }

  /** The fields, texts all of them, by which a depositor finds its own records again. */
  public List<String> indexed() {
    return indexed;
  }

  /** The first thing that is wrong with a record's fields; nothing if they are right. */
  public Optional<Flaw> check(JsonObject fields) {
    return schema.validate(JsonTree.of(fields)).stream().findFirst().map(this::flaw);
  }

  private Flaw flaw(ValidationMessage message) {
    StringBuilder where = new StringBuilder(FIELDS);
    JsonNodePath path = message.getInstanceLocation();
    for (int i = 0; i < path.getNameCount(); i++) {
      Object part = path.getElement(i);
      if (part instanceof String name && !names.contains(name)) {
        // A name of the platform's own making may be somebody's.
        return new Flaw(where.toString(), message.getType());
      }
      where.append('/').append(part);
    }
    String missing = message.getProperty();
    if (missing != null && names.contains(missing)) {
      where.append('/').append(missing);
    }
    return new Flaw(where.toString(), message.getType());
  }

  /** The names that the schema itself has, at whatever depth. */
  private static void collectNames(JsonNode node, Set<String> names) {
    node.path("properties").fieldNames().forEachRemaining(names::add);
    node.forEach(child -> collectNames(child, names));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  @Override
  public String toString() {
    return category + "/" + version;
  }
}
