package dev.tallystick.portal.usage;

import dev.tallystick.portal.call.AddressQuery;
import dev.tallystick.portal.usage.Use.Outcome;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of the list is asked for. It stands in the address, so a page can be kept and sent. Party,
 * period and the two outcomes that are one type of entry are sought by audit-service; the rest is
 * chosen from what it answers.
 *
 * @param outcome only things of this kind
 * @param party only what this party took part in
 * @param purpose only for this purpose
 * @param from the first day
 * @param to the last day
 */
public record UseFilter(
    Optional<Outcome> outcome,
    Optional<String> party,
    Optional<String> purpose,
    Optional<LocalDate> from,
    Optional<LocalDate> to) {
  private static final Pattern PARTY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9._-]{0,63}");

  /** Reads the parameters; one that has no such form asks for nothing. */
  static UseFilter of(
      @Nullable String outcome,
      @Nullable String party,
      @Nullable String purpose,
      @Nullable String from,
      @Nullable String to) {
    return new UseFilter(
        Optional.ofNullable(outcome).flatMap(UseFilter::outcome),
        Optional.ofNullable(party).filter(id -> PARTY.matcher(id).matches()),
        Optional.ofNullable(purpose).filter(code -> CODE.matcher(code).matches()),
        Optional.ofNullable(from).flatMap(UseFilter::day),
        Optional.ofNullable(to).flatMap(UseFilter::day));
  }

  /** Whether nothing is left out, so that the list can be proved whole. */
  public boolean isEmpty() {
    return outcome.isEmpty()
        && party.isEmpty()
        && purpose.isEmpty()
        && from.isEmpty()
        && to.isEmpty();
  }

  /** What audit-service is asked, without a question mark; empty if it is asked for everything. */
  String query(ZoneId zone) {
    return new AddressQuery()
        .with("type", outcome.flatMap(UseFilter::type))
        .with("party", party)
        .with("from", from.map(day -> day.atStartOfDay(zone).toInstant()))
        .with("to", to.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()))
        .text();
  }

  /** Whether a use is among what is asked for. */
  boolean admits(Use use) {
    return outcome.filter(kind -> kind != use.outcome()).isEmpty()
        && purpose.filter(code -> !code.equals(use.purpose())).isEmpty();
  }

  /** The address of the page with this filter and another outcome; none for all. */
  public String address(String word) {
    return parameters(word).after("/me/usage");
  }

  /** The address of the page that goes on from a cursor. */
  String addressFrom(String cursor) {
    return parameters(outcome.map(Outcome::word).orElse(""))
        .with("cursor", cursor)
        .after("/me/usage");
  }

  /** The address of the page that begins at a cursor, as a file. */
  String fileFrom(Optional<String> cursor) {
    return parameters(outcome.map(Outcome::word).orElse(""))
        .with("cursor", cursor)
        .after("/me/usage.csv");
  }

  /** Whether things of this kind, or for an empty word all, are asked for. */
  public boolean isOutcome(String word) {
    return outcome.map(Outcome::word).orElse("").equals(word);
  }

  private AddressQuery parameters(String word) {
    return new AddressQuery()
        .with("outcome", Optional.of(word).filter(named -> !named.isEmpty()))
        .with("party", party)
        .with("purpose", purpose)
        .with("from", from)
        .with("to", to);
  }

  private static Optional<String> type(Outcome outcome) {
    return switch (outcome) {
      case SHARED -> Optional.of("data.released");
      case REFUSED -> Optional.of("data.denied");
      case READ, OWN, OTHER -> Optional.empty();
    };
  }

  private static Optional<Outcome> outcome(String word) {
    for (Outcome each : Outcome.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
