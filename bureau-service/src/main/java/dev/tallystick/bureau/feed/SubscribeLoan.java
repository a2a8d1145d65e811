package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.inquiry.StandingSales;
import dev.tallystick.bureau.inquiry.StandingSales.Standing;
import dev.tallystick.bureau.lending.OwnLoans;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.idempotency.RequestDraws;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Begins and ends feeds. A feed begins if a report on the loan would be sold now. Blocks; not in a
 * transaction.
 */
@Singleton
final class SubscribeLoan {
  private static final String PURPOSE = "POST_LOAN_MANAGEMENT";

  private final StandingSales sales;
  private final OwnLoans loans;
  private final LoanFeedRepository feeds;
  private final EventFactory events;
  private final Clock clock;

  SubscribeLoan(
      StandingSales sales,
      OwnLoans loans,
      LoanFeedRepository feeds,
      EventFactory events,
      Clock clock) {
    this.sales = sales;
    this.loans = loans;
    this.feeds = feeds;
    this.events = events;
    this.clock = clock;
  }

  /** A feed of a bureau. */
  record Begun(BureauId bureau, LoanFeedEntity feed) {}

  /**
   * Begins a feed.
   *
   * @param request the lender's standing inquiry as it was signed
   * @throws dev.tallystick.problem.DomainProblem if it does not hold, is about no open loan of the
   *     lender, or the rules refuse it
   */
  Begun subscribe(String lender, String request) {
    Standing standing = sales.verify(lender, request);
    String loan = requireLoan(standing);
    sales.requireAllowed(standing);
    String feed = draw();
    if (!feeds.add(standing.bureau(), feed, loan, standing, clock.instant())) {
      throw new BureauProblem(BureauProblemCode.FEED_EXISTS);
    }
    return new Begun(standing.bureau(), require(standing.bureau(), lender, feed));
  }

  private String requireLoan(Standing standing) {
    if (!standing.inquiry().purpose().equals(PURPOSE)) {
      throw invalid("request.purpose", "is " + PURPOSE);
    }
    String loan =
        standing
            .inquiry()
            .purposeObject()
            .map(PurposeReference::ref)
            .orElseThrow(() -> invalid("request.purposeObject", "names an open loan"));
    String person =
        loans
            .personOf(standing.bureau(), standing.lender(), loan)
            .orElseThrow(() -> new BureauProblem(BureauProblemCode.LOAN_UNKNOWN));
    if (!person.equals(standing.inquiry().subject())) {
      throw invalid("request.subject", "is who has the loan");
    }
    return loan;
  }

  private static BureauProblem invalid(String field, String rule) {
    return BureauProblem.ofField(BureauProblemCode.FEED_INVALID, field, rule);
  }

  private String draw() {
    return "fed_"
        + RequestDraws.nextOfRequest("fed")
            .map(draw -> EventId.draw(draw.millis(), draw.random()))
            .orElseGet(events::drawId);
  }

  /**
   * Ends a feed because the lender wants no more; one that has ended stays as it is.
   *
   * @throws BureauProblem if the lender has no such feed
   */
  Begun end(BureauId bureau, String lender, String feed) {
    LoanFeedEntity unused = require(bureau, lender, feed);
    feeds.endByLender(bureau, lender, feed);
    return new Begun(bureau, require(bureau, lender, feed));
  }

  private LoanFeedEntity require(BureauId bureau, String lender, String feed) {
    return feeds
        .find(bureau, lender, feed)
        .orElseThrow(() -> new BureauProblem(BureauProblemCode.FEED_UNKNOWN));
  }
}
