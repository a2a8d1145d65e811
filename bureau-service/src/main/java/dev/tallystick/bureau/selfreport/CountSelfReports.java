package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.type.Money;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Which report of the year a person would get now, and what it would cost. */
@Singleton
final class CountSelfReports {
  private final FreeReportTerms terms;
  private final PriceSelfReport prices;
  private final SelfReportRepository reports;
  private final BureauRepository bureaus;
  private final Clock clock;

  CountSelfReports(
      FreeReportTerms terms,
      PriceSelfReport prices,
      SelfReportRepository reports,
      BureauRepository bureaus,
      Clock clock) {
    this.terms = terms;
    this.prices = prices;
    this.reports = reports;
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
      int year = inForce.yearOf(clock.millis());
      SelfReportRepository.Counts counts = reports.counts(ask.bureau(), ask.person(), year);
      return new DraftSelfReport.Place(counts.ever(), year, counts.inYear() + 1);
    }

    Money price(SelfReportAsk ask, DraftSelfReport.Place place) {
      boolean free = inForce.isFree(place.ordinal(), ask.channel());
      return prices.price(ask, free, clock.instant());
    }
  }
}
