package dev.tallystick.audit.parity;

import dev.tallystick.audit.parity.ParityCase.Measure;
import dev.tallystick.audit.parity.ParityCase.Side;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.events.type.ProductId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes the figures out of releases and refusals.
 *
 * <p>The time of a case runs from its inquiry to its release. When an inquiry was opened stands in
 * its id, a UUIDv7 that the bureau draws.
 */
final class ParityCases {
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
    Counter counter = new Counter(party.get(), CaseTimes.month(recordedMillis));
    List<ParityCase> cases = new ArrayList<>(List.of(counter.of(Measure.RELEASED, 0)));
    OptionalLong opened = inquiry.map(CaseTimes::opened).orElse(OptionalLong.empty());
    if (opened.isPresent()) {
      long time = Math.max(0, recordedMillis - opened.getAsLong());
      cases.add(counter.of(Measure.TIME, CaseTimes.rounded(time)));
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
        .map(party -> new Counter(party, CaseTimes.month(recordedMillis)).of(Measure.REFUSED, 0));
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
}
