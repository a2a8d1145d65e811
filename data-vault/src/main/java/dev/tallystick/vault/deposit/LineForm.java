package dev.tallystick.vault.deposit;

import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.document.LineIdentifier;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.identifier.Scheme;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms of a line's members, as {@code docs/spec/records.md} has them. */
final class LineForm {
  /** Whose record it is: not part of what is kept, because the row says it. */
  static final Set<String> OWNER = Set.of("identifier", "subject");

  private static final int LONGEST_SOURCE = 120;
  private static final Pattern REF = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");

  private LineForm() {}

  /** The identifier of the line, normalised. */
  static Optional<PersonIdentifier> identifier(LineIdentifier identifier, String platform) {
    return Scheme.find(identifier.scheme())
        .flatMap(scheme -> PersonIdentifier.of(scheme, identifier.value(), platform));
  }

  static boolean isSource(String text) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= LONGEST_SOURCE
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** Where it is written down why the platform may have the record. */
  static boolean isReference(String text) {
    return REF.matcher(text).matches();
  }

  /** Whether each is the id of a record, and none stands there twice. */
  static boolean areRecords(List<String> inputs) {
    return inputs.stream().allMatch(input -> PublicIds.isId("rec", input))
        && Set.copyOf(inputs).size() == inputs.size();
  }
}
