package dev.tallystick.houserules.openapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** A schema with the document that its references lead into. */
record DocumentedSchema(OpenAPI document, Schema schema) {
  private static final String PREFIX = "#/components/schemas/";
  private static final Pattern CHOICE = Pattern.compile("\\w+(\\|\\w+)+");

  /** The schema of this name in the document's components. */
  static Optional<DocumentedSchema> named(OpenAPI document, String name) {
    Components components = document.getComponents();
    Map<String, Schema> schemas = components == null ? null : components.getSchemas();
    return Optional.ofNullable(schemas == null ? null : schemas.get(name))
        .map(schema -> new DocumentedSchema(document, schema));
  }

  /** The name that a reference gives, or null when the schema is no reference. */
  @Nullable String name() {
    String ref = schema.getRef();
    return ref == null ? null : ref.substring(ref.startsWith(PREFIX) ? PREFIX.length() : 0);
  }

  /** What the reference leads to, or the schema itself. */
  DocumentedSchema resolved() {
    String name = name();
    return name == null
        ? this
        : named(document, name)
            .orElseThrow(() -> new AssertionError("no schema is called " + name))
            .resolved();
  }

  /** Another schema of the same document. */
  DocumentedSchema beside(Schema other) {
    return new DocumentedSchema(document, other);
  }

  /** The members by name; none when it describes no object or leaves its members open. */
  Map<String, Schema> members() {
    Map<String, Schema> properties = schema.getProperties();
    return properties == null ? Map.of() : properties;
  }

  /** The members that may not be left out. */
  List<String> required() {
    List<String> required = schema.getRequired();
    return required == null ? List.of() : required;
  }

  /**
   * The values that are let in, as text; none when there is neither a list nor a choice of words.
   */
  List<String> values() {
    if (schema.getEnumeration() != null) {
      return schema.getEnumeration().stream().map(String::valueOf).toList();
    }
    String pattern = schema.getPattern();
    return pattern != null && CHOICE.matcher(pattern).matches()
        ? List.of(pattern.split("\\|"))
        : List.of();
  }
}
