package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.decision.Question;
import dev.tallystick.bureau.decision.SaleDecisions;
import dev.tallystick.bureau.inquiry.Admission.Started;
import dev.tallystick.bureau.inquiry.SaleState.Answered;
import dev.tallystick.bureau.inquiry.SaleState.Intended;
import dev.tallystick.bureau.inquiry.SaleState.Logged;
import dev.tallystick.bureau.inquiry.SaleState.Moved;
import dev.tallystick.bureau.inquiry.SaleState.Permitted;
import dev.tallystick.bureau.inquiry.SaleState.Undecided;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.events.type.ReleaseFee;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The last steps of an inquiry: the decision that counts, the entry in the log, and only then the
 * answer. If what the decision rests on has moved, it is asked for once more.
 */
@Singleton
final class SellReport {
  private static final Logger LOG = Logger.getLogger(SellReport.class);
  private static final String FEE_CHANGED = "FEE_NOT_IN_TARIFF";

  private final SaleDecisions decisions;
  private final PrepareSale prepare;
  private final LogSale log;

  SellReport(SaleDecisions decisions, PrepareSale prepare, LogSale log) {
    this.decisions = decisions;
    this.prepare = prepare;
    this.log = log;
  }

  /** What is sold: an order, and the sources of the report, in one run of an inquiry. */
  record Deal(Started run, Order order, Sourced sourced) {}

  /**
   * Sells a report of these sources.
   *
   * @return the answer; the log has the release
   * @throws LogSale.OutcomeUnknownException if the log may have it
   */
  Answered sell(Deal deal, ReleaseFee quotedFee) {
    SaleState state = new Undecided(Optional.of(quotedFee));
    while (true) {
      if (state instanceof Answered sold) {
        return sold;
      }
      state = next(deal, state);
    }
  }

  private SaleState next(Deal deal, SaleState state) {
    if (state instanceof Undecided undecided) {
      return decide(deal, undecided);
    }
    if (state instanceof Permitted permitted) {
      Sale sale = prepare.prepare(deal.order(), permitted.permit(), deal.sourced());
      log.intend(deal, sale);
      return new Intended(sale, permitted.isLast());
    }
    if (state instanceof Intended intended) {
      return log.append(deal, intended);
    }
    if (state instanceof Moved moved) {
      return decideAnew(moved);
    }
    return log.complete((Logged) state);
  }

  private SaleState decide(Deal deal, Undecided undecided) {
    Ruling.Permit permit;
    try {
      permit = decisions.ask(question(deal, undecided.quotedFee()));
    } catch (BureauProblem e) {
      if (!undecided.isLast() && e.code().equals(FEE_CHANGED)) {
        return new Moved(e.code(), false);
      }
      throw e;
    }
    deal.order().requireEnough(permit.categories(), deal.sourced());
    return new Permitted(permit, undecided.isLast());
  }

  private static Question question(Deal deal, Optional<ReleaseFee> quotedFee) {
    return new Question(
        deal.order().bureau(),
        deal.order().request(),
        deal.order().inquiry(),
        List.copyOf(deal.sourced().categories()),
        deal.sourced().parents(),
        quotedFee);
  }

  private static SaleState decideAnew(Moved moved) {
    if (moved.isLast()) {
      throw new BureauProblem(BureauProblemCode.GUARD_MOVED);
    }
    LOG.debugf("An inquiry is decided on anew: %s", moved.code());
    return new Undecided(Optional.empty());
  }
}
