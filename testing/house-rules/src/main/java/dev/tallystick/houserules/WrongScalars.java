package dev.tallystick.houserules;

import static dev.tallystick.houserules.ServedApi.member;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that are wrong in one field, for each field that a schema describes: a scalar of another
 * type than the field's. Such a body holds what leads to the field and nothing else.
 */
final class WrongScalars {
  private static final Map<String, List<String>> WRONG =
      Map.of(
          "integer",
              List.of("0.8", "99.99", "-0.5", "1e2", "1.0", "\"80\"", "\"\"", "true", "1E400"),
          "number", List.of("\"80\"", "\"\"", "true"),
          "boolean", List.of("1", "0", "0.5", "\"true\"", "\"\""),
          "string", List.of("7", "0.5", "1e2", "true"),
          "array", List.of("7", "0.5", "\"text\"", "true"),
          "object", List.of("7", "0.5", "\"text\"", "\"\"", "true"));

  private final Map<String, ?> schemas;
  private final List<Case> cases = new ArrayList<>();

  private WrongScalars(Map<String, ?> schemas) {
    this.schemas = schemas;
  }

  /**
   * One body.
   *
   * @param field as a problem names it
   */
  record Case(String field, String body) {}

  /**
   * The cases of a body with this schema.
   *
   * @param schemas what its references lead to, by name
   */
  static List<Case> of(Map<String, ?> schema, Map<String, ?> schemas) {
    WrongScalars found = new WrongScalars(schemas);
    found.walk(schema, "", "", "", Set.of());
    return found.cases;
  }

  private void walk(
      Map<String, ?> schema, String field, String before, String after, Set<String> seen) {
    Map<String, ?> resolved = resolved(schema);
    String type = String.valueOf(resolved.get("type"));
    if (!field.isEmpty() && !isOpen(resolved, type)) {
      for (String wrong : WRONG.getOrDefault(type, List.of())) {
        cases.add(new Case(field, before + wrong + after));
      }
    }
    String reference = String.valueOf(schema.get("$ref"));
    if (seen.contains(reference)) {
      return;
    }
    Set<String> inside = new HashSet<>(seen);
    if (schema.get("$ref") != null) {
      inside.add(reference);
    }
    if (type.equals("array")) {
      walk(member(resolved, "items"), field + "[0]", before + "[", "]" + after, inside);
    } else if (type.equals("object")) {
      member(resolved, "properties")
          .forEach(
              (name, part) ->
                  walk(
                      asSchema(part),
                      field.isEmpty() ? name : field + "." + name,
                      before + "{\"" + name + "\":",
                      "}" + after,
                      inside));
      if (resolved.get("additionalProperties") instanceof Map<?, ?> values) {
        walk(asSchema(values), field + "[*]", before + "{\"k\":", "}" + after, inside);
      }
    }
  }

  /** Whether the object's members are the caller's: what it must be, its reader says. */
  private static boolean isOpen(Map<String, ?> schema, String type) {
    return type.equals("object")
        && member(schema, "properties").isEmpty()
        && !(schema.get("additionalProperties") instanceof Map<?, ?>);
  }

  private Map<String, ?> resolved(Map<String, ?> schema) {
    String reference = (String) schema.get("$ref");
    return reference == null
        ? schema
        : resolved(member(schemas, reference.substring(reference.lastIndexOf('/') + 1)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> asSchema(@Nullable Object schema) {
    return schema == null ? Map.of() : (Map<String, ?>) schema;
  }
}
