package dev.tallystick.rules;

import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.Side;
import dev.tallystick.rules.state.Fee;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.Release;
import dev.tallystick.rules.state.Tariff;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** What it costs: the published line, or nothing if the same was charged that day. */
final class FeeChecks {
  private static final String LOCAL_DAY = "LOCAL_DAY";

  private FeeChecks() {}

  static Optional<PackRule> fee(Evaluation e, PackRule rule) {
    Optional<Party> seller = e.evidence().party(e.from());
    Optional<Tariff> tariff = seller.flatMap(party -> party.tariffAt(e.at()));
    Optional<Tariff.Line> line = tariff.flatMap(t -> t.lineFor(product(e), userClass(e)));
    if (line.isEmpty()) {
      return Optional.of(rule);
    }
    e.evidence().since(tariff.get().effectiveFromMillis());
    seller.get().nextTariffAfter(e.at()).ifPresent(e.evidence()::until);
    Fee fee = price(e, tariff.get(), line.get());
    e.charge(fee);
    boolean agreed = e.request().named().fee().map(fee::equals).orElse(true);
    return agreed ? Optional.empty() : Optional.of(rule);
  }

  private static String product(Evaluation e) {
    return e.request().what().product().orElse("");
  }

  private static String userClass(Evaluation e) {
    return e.evidence()
        .party(e.side(Side.TO))
        .flatMap(Party::userClass)
        .orElse(e.pack().defaultUserClass());
  }

  private static Fee price(Evaluation e, Tariff tariff, Tariff.Line line) {
    e.evidence().move(GuardKeys.charge(e.from(), e.side(Side.TO), e.subject(), product(e)));
    Optional<String> charged = Optional.empty();
    if (line.dedup().equals(LOCAL_DAY) && e.pack().feeDedup().equals(LOCAL_DAY)) {
      ZoneId zone = e.pack().zone();
      LocalDate day = e.evidence().instant().atZone(zone).toLocalDate();
      long start = day.atStartOfDay(zone).toEpochSecond() * 1000;
      long end = day.plusDays(1).atStartOfDay(zone).toEpochSecond() * 1000;
      e.evidence().holds(start, end);
      charged = chargedBetween(e, start, end);
      restOnEveryToken(e);
    }
    return new Fee(
        charged.isPresent() ? 0 : line.amount(),
        tariff.currency(),
        tariff.id(),
        line.line(),
        charged);
  }

  /** Under whichever of the person's tokens it was. */
  private static Optional<String> chargedBetween(Evaluation e, long start, long end) {
    for (String token : e.tokens()) {
      // The first sale of a day is the one that was charged for, so little is looked at.
      Optional<Release> charged =
          e.state()
              .charges(e.from(), e.side(Side.TO), token, product(e))
              .filter(release -> start <= release.recordedMillis())
              .filter(release -> release.recordedMillis() < end)
              .filter(Release::isCharged)
              .findFirst();
      if (charged.isPresent()) {
        return charged.map(Release::event);
      }
    }
    return Optional.empty();
  }

  /** Of two sales under two tokens of a person the later one finds that the other has moved. */
  private static void restOnEveryToken(Evaluation e) {
    for (String token : e.tokens()) {
      e.evidence().restOn(GuardKeys.identity(token));
      e.evidence().restOn(GuardKeys.charge(e.from(), e.side(Side.TO), token, product(e)));
    }
  }
}
