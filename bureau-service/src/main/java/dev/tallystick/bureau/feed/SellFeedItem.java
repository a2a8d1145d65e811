package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.feed.FeedEnd.Reason;
import dev.tallystick.bureau.feed.FeedItem.Waiting;
import dev.tallystick.bureau.inquiry.StandingSale;
import dev.tallystick.bureau.inquiry.StandingSale.Given;
import dev.tallystick.bureau.inquiry.StandingSale.Gone;
import dev.tallystick.bureau.inquiry.StandingSales;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.problem.DomainProblem;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** Sells one item of a feed, or finds out what became of its sale. Blocks. */
@Singleton
final class SellFeedItem {
  private static final Logger LOG = Logger.getLogger(SellFeedItem.class);
  private static final int SERVER_ERROR = 500;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final String EXPIRED = "REQUEST_EXPIRED";

  /** How refusals of a signed statement begin. */
  private static final String STATEMENT = "REQUEST_";

  private final StandingSales sales;
  private final FeedSteps steps;
  private final LoanFeedRepository feeds;
  private final FeedItemNews news;
  private final FeedTerms terms;

  SellFeedItem(
      StandingSales sales,
      FeedSteps steps,
      LoanFeedRepository feeds,
      FeedItemNews news,
      FeedTerms terms) {
    this.sales = sales;
    this.steps = steps;
    this.feeds = feeds;
    this.news = news;
    this.terms = terms;
  }

  /** Tells the ends of feeds that wait for nothing any more. */
  void finish(BureauId bureau) {
    steps.finish(bureau).forEach(lender -> news.tell(bureau, lender));
  }

  /** Sells an item that was opened. */
  void sell(BureauId bureau, Waiting item) {
    try {
      StandingSale sale = item.isEnding() ? found(bureau, item) : sold(item);
      if (sale instanceof Given given) {
        if (steps.publish(bureau, item, given)) {
          news.tell(bureau, item.lender());
        }
      } else if (sale instanceof Gone) {
        steps.skip(bureau, item);
      } else {
        // Whoever works on it goes on, or is taken for dead after a minute.
        feeds.postpone(bureau, item.feed(), terms.nextTry(0));
      }
    } catch (DomainProblem problem) {
      refused(bureau, item, problem);
    }
  }

  private StandingSale sold(Waiting item) {
    return sales.sell(sales.verify(item.lender(), item.request()), terms.answer(item.item()));
  }

  /** The feed is over: what was released before is told, and nothing is begun any more. */
  private StandingSale found(BureauId bureau, Waiting item) {
    return sales.find(bureau, item.lender(), item.request(), item.item()).orElseGet(Gone::new);
  }

  private void refused(BureauId bureau, Waiting item, DomainProblem problem) {
    LOG.debugf("An item of a feed is refused: %s", problem.code());
    int status = problem.status();
    if (problem.code().equals(EXPIRED)) {
      steps.deny(bureau, item, FeedEnd.of(Reason.STATEMENT_EXPIRED));
    } else if (status >= SERVER_ERROR) {
      feeds.postpone(bureau, item.feed(), terms.nextTry(item.attempts()));
    } else if (status == CONFLICT) {
      steps.retry(bureau, item);
    } else if (status == FORBIDDEN || problem.code().startsWith(STATEMENT)) {
      steps.deny(bureau, item, denied(problem));
    } else {
      // There is no report to be had now, such as without the records that it needs.
      steps.skip(bureau, item);
    }
  }

  private static FeedEnd denied(DomainProblem problem) {
    Long index = problem.document().auditIndex();
    return new FeedEnd(
        Reason.DENIED,
        index == null ? OptionalLong.empty() : OptionalLong.of(index),
        Optional.of(problem.code()));
  }
}
