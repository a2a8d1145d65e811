package dev.tallystick.importing.mapping;

import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.party.Identifier;
import java.util.Optional;

/**
 * Whose a row is.
 *
 * @param scheme of the identifier
 * @param value its number; empty if the row's own number stands for it
 * @param before what stands before the number
 */
public record PersonForm(String scheme, Optional<RowField> value, String before) {
  private static final String COLUMN = "person";

  static PersonForm read(Place place, RowFieldReader fields) throws MalformedMappingException {
    place.onlyMembers("scheme", "value", "row");
    String scheme =
        place
            .get("scheme")
            .text(
                word ->
                    word.equals("CUSTOMER_NO") || word.equals("PHONE") || word.equals("ID_CARD"),
                "is CUSTOMER_NO, PHONE or ID_CARD");
    if (place.has("value") == place.has("row")) {
      throw place.invalid("has either a \"value\", or a \"row\" whose number is the person's");
    }
    return new PersonForm(
        scheme,
        place.find("value", fields::read),
        place
            .find(
                "row",
                row -> row.text(text -> text.matches("[A-Za-z0-9._-]{1,40}"), "is a short word"))
            .orElse(""));
  }

  /** The person of this row. */
  public Identifier of(RowValues row) throws RowRefusedException {
    if (value.isEmpty()) {
      return Identifier.of(scheme, before + row.number());
    }
    JsonValue number;
    try {
      number =
          value.get().of(row).orElseThrow(() -> new RowRefusedException("PERSON_MISSING", COLUMN));
    } catch (RowRefusedException e) {
      throw e.code().equals("VALUE_MISSING")
          ? new RowRefusedException("PERSON_MISSING", e.column())
          : e;
    }
    if (number instanceof JsonInteger integer) {
      return Identifier.of(scheme, Long.toString(integer.value()));
    }
    if (number instanceof JsonString text && !text.value().isBlank()) {
      return Identifier.of(scheme, text.value());
    }
    throw new RowRefusedException("PERSON_MISSING", COLUMN);
  }
}
