package dev.tallystick.vault.deposit;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.identifier.Scheme;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The members of a line and their forms, as {@code docs/spec/records.md} has them. */
final class LineForm {
  /** Whose record it is: not part of what is kept, because the row says it. */
  static final Set<String> OWNER = Set.of("identifier", "subject");

  private static final Set<String> MEMBERS =
      Set.of(
          "identifier",
          "subject",
          "category",
          "schema",
          "observedAt",
          "source",
          "basis",
          "fields",
          "inputs",
          "adverse",
          "priorNoticeAt",
          "endedOn");
  private static final Set<String> BASES = Set.of("CONSENT", "CONTRACT", "PUBLIC_LAW");
  private static final int LONGEST_SOURCE = 120;
  private static final Pattern REF = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private LineForm() {}

  static boolean hasKnownMembersOnly(JsonObject line) {
    return MEMBERS.containsAll(line.names());
  }

  /** The identifier of the line, normalised. */
  static Optional<PersonIdentifier> identifier(JsonObject line, String platform) {
    return line.findObject("identifier")
        .filter(identifier -> Set.of("scheme", "value").equals(Set.copyOf(identifier.names())))
        .flatMap(
            identifier ->
                identifier
                    .findString("scheme")
                    .flatMap(Scheme::find)
                    .flatMap(
                        scheme ->
                            identifier
                                .findString("value")
                                .flatMap(value -> PersonIdentifier.of(scheme, value, platform))));
  }

  static boolean isSource(String text) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= LONGEST_SOURCE
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** Why the platform may have the record: a kind, and where it is written down. */
  static boolean isBasis(JsonObject basis) {
    return basis.size() == 2
        && basis.findString("kind").filter(BASES::contains).isPresent()
        && basis.findString("ref").filter(ref -> REF.matcher(ref).matches()).isPresent();
  }

  static OptionalLong instant(JsonObject line, String name) {
    return line.findString(name).map(Timestamps::parse).orElse(OptionalLong.empty());
  }

  static Optional<LocalDate> date(JsonObject line, String name) {
    try {
      return line.findString(name)
          .filter(text -> DATE.matcher(text).matches())
          .map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The records that a derived one was made of; nothing unless each is the id of a record. */
  static Optional<List<String>> inputs(JsonObject line) {
    Optional<JsonArray> array = line.findArray("inputs");
    if (array.isEmpty()) {
      return Optional.empty();
    }
    List<String> inputs = new ArrayList<>();
    for (JsonValue item : array.get().items()) {
      if (!(item instanceof JsonString text)
          || !PublicIds.isId("rec", text.value())
          || inputs.contains(text.value())) {
        return Optional.empty();
      }
      inputs.add(text.value());
    }
    return Optional.of(inputs);
  }

  /** The line without whose it is. */
  static JsonObject content(JsonObject line) {
    JsonObject.Builder content = JsonObject.builder();
    line.forEach(
        (name, value) -> {
          if (!OWNER.contains(name)) {
            content.put(name, value);
          }
        });
    return content.build();
  }
}
