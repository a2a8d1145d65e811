package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.AddressQuery;
import dev.tallystick.portal.document.LineageOnly;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a lineage is sought.
 *
 * @param from the first day
 * @param to the last day
 * @param party who gave or got it
 * @param purpose what for
 */
public record LineageSift(
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<String> party,
    Optional<String> purpose) {
  private static final Pattern PARTY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_.-]{0,63}");

  /** Reads the parameters; one that has no such form asks for nothing. */
  static LineageSift of(Map<String, String> parameters) {
    return new LineageSift(
        Optional.ofNullable(parameters.get("from")).flatMap(Days::find),
        Optional.ofNullable(parameters.get("to")).flatMap(Days::find),
        Optional.ofNullable(parameters.get("party")).filter(id -> PARTY.matcher(id).matches()),
        Optional.ofNullable(parameters.get("purpose"))
            .filter(code -> CODE.matcher(code).matches()));
  }

  /** Whether everything is asked for. */
  public boolean isEmpty() {
    return from.isEmpty() && to.isEmpty() && party.isEmpty() && purpose.isEmpty();
  }

  /** As audit-service is asked. */
  LineageOnly toDocument() {
    return new LineageOnly(from, to, party, purpose);
  }

  /** As it stands in an address. */
  Map<String, String> parameters() {
    return new AddressQuery()
        .with("from", from)
        .with("to", to)
        .with("party", party)
        .with("purpose", purpose)
        .parameters();
  }
}
