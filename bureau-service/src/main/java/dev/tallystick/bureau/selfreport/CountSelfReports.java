package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.type.Money;
import dev.tallystick.events.type.SelfReportIssued.Channel;
import dev.tallystick.problem.EnforcesRule;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Which report of the year a person would get now, and what it would cost. */
@Singleton
final class CountSelfReports {
  private final FreeReportTerms terms;
  private final PriceSelfReport prices;
  private final PlaceSelfReport places;
  private final BureauRepository bureaus;
  private final Clock clock;

  CountSelfReports(
      FreeReportTerms terms,
      PriceSelfReport prices,
      PlaceSelfReport places,
      BureauRepository bureaus,
      Clock clock) {
    this.terms = terms;
    this.prices = prices;
    this.places = places;
    this.bureaus = bureaus;
    this.clock = clock;
  }

  /** Refuses a bureau that this instance does not work for. */
  void requireHere(BureauId bureau) {
    if (!bureaus.has(bureau)) {
      throw new BureauProblem(BureauProblemCode.BUREAU_UNKNOWN);
    }
  }

  /** Refuses before anything is asked for, if the fee would be another one as things stand. */
  Count begin(SelfReportAsk ask) {
    Count count = new Count(terms.at(clock.instant()));
    Money unused = count.price(ask, count.next(ask));
    return count;
  }

  /** Counting by the terms of one pack. */
  final class Count {
    private final FreeReportTerms.Terms inForce;

    private Count(FreeReportTerms.Terms inForce) {
      this.inForce = inForce;
    }

    DraftSelfReport.Place next(SelfReportAsk ask) {
      return places.next(ask, inForce.yearOf(clock.millis()));
    }

    Money price(SelfReportAsk ask, DraftSelfReport.Place place) {
      boolean free = isEntitled(inForce, place, ask.channel());
      return prices.price(ask, free, clock.instant());
    }
  }

  /** Whether the person gets this report for nothing. */
  @EnforcesRule("R40")
  static boolean isEntitled(
      FreeReportTerms.Terms inForce, DraftSelfReport.Place place, Channel channel) {
    return inForce.isFree(place.ordinal(), channel);
  }
}
