package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.InquiryAnswer;
import dev.tallystick.bureau.inquiry.SaleState.Answered;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.producer.Deadline;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;

/**
 * One inquiry from the lender's statement to the answer. All calls that it makes share one
 * deadline; what ends it does not. Blocks.
 */
@Singleton
final class AnswerInquiry {
  /** How long an inquiry may take. Its permit lasts ten seconds, and is not the first step. */
  private static final Duration BUDGET = Duration.ofSeconds(15);

  private final AdmitInquiry admit;
  private final PlaceOrder orders;
  private final CollectSources sources;
  private final SellReport sale;
  private final EndInquiry end;

  AnswerInquiry(
      AdmitInquiry admit,
      PlaceOrder orders,
      CollectSources sources,
      SellReport sale,
      EndInquiry end) {
    this.admit = admit;
    this.orders = orders;
    this.sources = sources;
    this.sale = sale;
    this.end = end;
  }

  /**
   * Answers an inquiry, once for each key of a lender.
   *
   * @throws DomainProblem if it is refused
   */
  InquiryAnswer answer(AdmitInquiry.Asked asked) {
    Admission admission = admit.admit(asked);
    if (admission instanceof Admission.Replay replay) {
      return replay.answer();
    }
    Admission.Started run = (Admission.Started) admission;
    Answered sold = work(run, asked.request(), order -> orders.quote(order, asked.reason()));
    return new InquiryAnswer(run.bureau(), run.attempt(), sold.loggedAt(), sold.answer());
  }

  /**
   * Answers a standing inquiry once more. Nobody has asked just now, so it counts towards no limit
   * of questions (R53).
   *
   * @param request the lender's statement as it was signed
   * @throws DomainProblem if it is refused; its row says so
   */
  Answered answerStanding(Admission.Started run, String request) {
    return work(run, request, orders::quoteUncounted);
  }

  private Answered work(
      Admission.Started run, String request, Function<Order, Ruling.Permit> quote) {
    Sourced sourced = Sourced.NOTHING;
    Deadline deadline = Deadline.in(BUDGET);
    try {
      Order order = new Order(run.bureau(), run.product().requireSold(), request, run.inquiry());
      Ruling.Permit quoted = deadline.call(() -> quote.apply(order));
      // From here on releases are here that nobody else knows of; how it ends says so, whatever
      // comes.
      sourced = deadline.call(() -> sources.ask(run, quoted));
      order.requireEnough(quoted.categories(), sourced);
      SellReport.Deal deal = new SellReport.Deal(run, order, sourced);
      return deadline.call(() -> sale.sell(deal, quoted.fee().orElseThrow()));
    } catch (LogSale.OutcomeUnknownException e) {
      // The row stays as it is; the background finds out what became of the release.
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    } catch (DomainProblem problem) {
      end.refuse(run, problem, sourced);
      throw problem;
    } catch (RuntimeException | Error fault) {
      end.giveUp(run, sourced);
      throw fault;
    }
  }
}
