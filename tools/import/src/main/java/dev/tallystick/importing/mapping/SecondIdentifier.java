package dev.tallystick.importing.mapping;

import dev.tallystick.party.Identifier;
import java.util.Optional;

/**
 * By what else the platform knows the customer of a row: what it then claims to be one person's.
 *
 * @param form which identifier, and in which column
 * @param method how the platform has found out
 */
public record SecondIdentifier(PersonForm form, String method) {
  private static final String CUSTOMER = "CUSTOMER_NO";

  static SecondIdentifier read(Place place, PersonForm person, RowFieldReader fields)
      throws MalformedMappingException {
    place.onlyMembers("scheme", "value", "method");
    if (!person.scheme().equals(CUSTOMER)) {
      throw place.invalid("stands beside a person by CUSTOMER_NO");
    }
    String scheme =
        place
            .get("scheme")
            .text(word -> word.equals("PHONE") || word.equals("ID_CARD"), "is PHONE or ID_CARD");
    return new SecondIdentifier(
        new PersonForm(scheme, Optional.of(fields.read(place.get("value"))), ""),
        place
            .get("method")
            .text(
                text -> text.matches("[A-Z][A-Z0-9._-]{0,63}"),
                "is a code in capitals such as ID_CARD_AND_SMS"));
  }

  /** The identifier in this row, if there is one; a blank is none. */
  public Optional<Identifier> of(RowValues row) throws RowRefusedException {
    try {
      return Optional.of(form.of(row));
    } catch (RowRefusedException e) {
      if (e.code().equals("PERSON_MISSING")) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
