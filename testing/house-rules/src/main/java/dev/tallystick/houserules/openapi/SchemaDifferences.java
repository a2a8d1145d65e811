package dev.tallystick.houserules.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Compares the JSON of the classes with the schemas of a document: members, which of them are
 * required, values, types and limits, as deep as they go. The document may say more than the code
 * knows: that a text is JSON, which values it has, what members are in an object without a class,
 * and which members are never missing from an answer.
 */
final class SchemaDifferences {
  /** What a schema limits, by the name that the document gives it. */
  private static final Map<String, Function<Schema, @Nullable Object>> LIMITS =
      Map.of(
          "pattern", Schema::getPattern,
          "minLength", Schema::getMinLength,
          "maxLength", Schema::getMaxLength,
          "minItems", Schema::getMinItems,
          "maxItems", Schema::getMaxItems,
          "minimum", Schema::getMinimum,
          "maximum", Schema::getMaximum);

  private static final List<SchemaType> TEXT = List.of(SchemaType.STRING);
  private static final List<SchemaType> JSON = List.of(SchemaType.OBJECT);

  private final List<String> found;
  private final Set<String> compared = new HashSet<>();

  private final boolean inAnswers;

  /** Adds what it finds, in requests or in answers, to this list. */
  SchemaDifferences(List<String> found, boolean inAnswers) {
    this.found = found;
    this.inAnswers = inAnswers;
  }

  /** Compares a schema of the code with the schema that describes it. */
  void compare(String where, DocumentedSchema code, DocumentedSchema described) {
    String name = described.name();
    if (code.name() != null && name != null && !compared.add(code.name() + " " + name)) {
      return;
    }
    String place = name == null ? where : name;
    DocumentedSchema ours = code.resolved();
    DocumentedSchema theirs = described.resolved();
    compareType(place, ours.schema(), theirs.schema());
    if (!ours.values().isEmpty()) {
      compareSets(place + " has the values", ours.values(), theirs.values());
    }
    if (!ours.members().isEmpty()) {
      compareSets(place + " has the members", ours.members().keySet(), theirs.members().keySet());
      if (!inAnswers || !theirs.required().containsAll(ours.required())) {
        compareSets(place + " has the required members", ours.required(), theirs.required());
      }
    }
    ours.members()
        .forEach(
            (member, schema) -> {
              Schema other = theirs.members().get(member);
              if (other != null) {
                compare(place + "." + member, ours.beside(schema), theirs.beside(other));
              }
            });
    compareNested(place + "[]", ours, theirs, Schema::getItems);
    compareNested(place + "{}", ours, theirs, Schema::getAdditionalPropertiesSchema);
  }

  private void compareNested(
      String where,
      DocumentedSchema code,
      DocumentedSchema described,
      Function<Schema, @Nullable Schema> nested) {
    Schema ours = nested.apply(code.schema());
    Schema theirs = nested.apply(described.schema());
    if (ours != null && theirs != null) {
      compare(where, code.beside(ours), described.beside(theirs));
    }
  }

  private void compareType(String where, Schema code, Schema described) {
    List<SchemaType> theirs = described.getType();
    List<SchemaType> ours = typesOf(code);
    if (ours == null || (ours.equals(TEXT) && JSON.equals(theirs))) {
      return;
    }
    if (!ours.equals(theirs)) {
      found.add("%s is %s, described as %s".formatted(where, ours, theirs));
    }
    LIMITS.forEach(
        (name, limit) -> {
          Object value = limit.apply(code);
          if (!Objects.equals(value, limit.apply(described))) {
            found.add(
                "%s has %s as %s, described as %s"
                    .formatted(where, value, name, limit.apply(described)));
          }
        });
  }

  /** An answer leaves out what has no value: it is not null there, though its type allows that. */
  private @Nullable List<SchemaType> typesOf(Schema code) {
    List<SchemaType> types = code.getType();
    return types == null || !inAnswers
        ? types
        : types.stream().filter(type -> type != SchemaType.NULL).toList();
  }

  private void compareSets(String what, Iterable<String> code, Iterable<String> described) {
    Set<String> ours = new TreeSet<>();
    code.forEach(ours::add);
    Set<String> theirs = new TreeSet<>();
    described.forEach(theirs::add);
    if (!ours.equals(theirs)) {
      found.add("%s %s, described as %s".formatted(what, ours, theirs));
    }
  }
}
