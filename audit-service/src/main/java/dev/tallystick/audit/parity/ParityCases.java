package dev.tallystick.audit.parity;

import dev.tallystick.audit.parity.ParityCase.Measure;
import dev.tallystick.audit.parity.ParityCase.Side;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.events.type.ProductId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Takes the figures out of releases and refusals.
 *
 * <p>The time of a case runs from its inquiry to its release. When an inquiry was opened stands in
 * its id, a UUIDv7 that the bureau draws.
 */
final class ParityCases {
  private static final int TWO_DIGITS = 100;

  private ParityCases() {}

  /**
   * What a release counts as.
   *
   * @param internal where a release-1 keeps its inquiry
   */
  static List<ParityCase> of(
      DataReleased release, Optional<JsonObject> internal, long recordedMillis) {
    Optional<String> inquiry =
        release
            .inquiry()
            .map(InquiryId::value)
            .or(() -> internal.flatMap(part -> part.findString("inquiry")));
    Optional<Party> party =
        party(
            Optional.of(release.step().wire()),
            Optional.of(release.from()),
            Optional.of(release.to()));
    if (party.isEmpty()) {
      return List.of();
    }
    Counter counter = new Counter(party.get(), month(recordedMillis));
    List<ParityCase> cases = new ArrayList<>(List.of(counter.of(Measure.RELEASED, 0)));
    OptionalLong opened = inquiry.map(ParityCases::millis).orElse(OptionalLong.empty());
    if (opened.isPresent()) {
      long time = Math.max(0, recordedMillis - opened.getAsLong());
      cases.add(counter.of(Measure.TIME, rounded(time)));
    }
    release
        .fee()
        .filter(fee -> fee.dedupOf().isEmpty())
        .ifPresent(
            fee ->
                cases.add(
                    counter.price(
                        release.product().map(ProductId::value).orElse(""),
                        fee.line(),
                        fee.currency(),
                        fee.amount())));
    return cases;
  }

  /** What a refusal counts as, once for each time that it says. */
  static Optional<ParityCase> of(DataDenied.Partial denied, long recordedMillis) {
    return party(denied.step(), denied.from(), denied.to())
        .map(party -> new Counter(party, month(recordedMillis)).of(Measure.REFUSED, 0));
  }

  /** How often: the entry that closes a series tells the repeats after the first. */
  static long times(DataDenied.Partial denied) {
    return denied.repeats().orElse(1);
  }

  private record Party(String bureau, Side side, String name) {}

  private static Optional<Party> party(
      Optional<String> step, Optional<String> from, Optional<String> to) {
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    return switch (step.orElse("")) {
      case "RELEASE_1" -> Optional.of(new Party(to.get(), Side.PLATFORM, from.get()));
      case "RELEASE_2" -> Optional.of(new Party(from.get(), Side.LENDER, to.get()));
      default -> Optional.empty();
    };
  }

  private record Counter(Party party, int month) {
    ParityCase of(Measure measure, long value) {
      return new ParityCase(
          month, party.bureau, party.side, party.name, measure, "", "", "", value);
    }

    ParityCase price(String product, String line, String currency, long amount) {
      return new ParityCase(
          month,
          party.bureau,
          party.side,
          party.name,
          Measure.PRICE,
          product,
          line,
          currency,
          amount);
    }
  }

  /** The month of a time, as 202612. */
  static int month(long millis) {
    ZonedDateTime at = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
    return at.getYear() * 100 + at.getMonthValue();
  }

  private static OptionalLong millis(String inquiry) {
    try {
      UUID id = UUID.fromString(inquiry.substring(inquiry.indexOf('_') + 1));
      return OptionalLong.of(id.getMostSignificantBits() >>> 16);
    } catch (IllegalArgumentException e) {
      return OptionalLong.empty();
    }
  }

  /** To two digits, so that there are few values and a median is as good as it needs to be. */
  static long rounded(long millis) {
    long unit = 1;
    while (millis / unit >= TWO_DIGITS) {
      unit *= 10;
    }
    return millis / unit * unit;
  }
}
