package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.SaleState.Answered;
import dev.tallystick.bureau.inquiry.SaleState.Intended;
import dev.tallystick.bureau.inquiry.SaleState.Logged;
import dev.tallystick.bureau.inquiry.SaleState.Moved;
import dev.tallystick.bureau.inquiry.SellReport.Deal;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Brings a release into the log, its sealed answer durable before and after. */
@Singleton
final class LogSale {
  private static final Logger LOG = Logger.getLogger(LogSale.class);
  private static final Set<String> DECIDE_ANEW =
      Set.of(
          AppendRefusedException.GUARD_MOVED, AppendRefusedException.CLOCK_SKEW, "DECISION_LAPSED");

  private final InquirySteps steps;
  private final AnswerSeal seal;
  private final LogWriter log;
  private final AttachReceipt receipts;
  private final Clock clock;

  LogSale(InquirySteps steps, AnswerSeal seal, LogWriter log, AttachReceipt receipts, Clock clock) {
    this.steps = steps;
    this.seal = seal;
    this.log = log;
    this.receipts = receipts;
    this.clock = clock;
  }

  /** Makes the intent durable, before the log can have seen the event. */
  void intend(Deal deal, Sale sale) {
    BureauId bureau = deal.order().bureau();
    steps.intent(
        bureau,
        deal.attempt(),
        sale,
        seal.seal(bureau, deal.attempt(), sale.answer()),
        clock.instant());
  }

  /**
   * Appends the release.
   *
   * @throws OutcomeUnknownException if the log may have it
   */
  SaleState append(Deal deal, Intended intended) {
    try {
      return new Logged(intended.sale(), log.append(intended.sale().event()));
    } catch (AppendRefusedException e) {
      withdrawIntent(deal);
      if (DECIDE_ANEW.contains(e.code())) {
        return new Moved(e.code(), intended.isLast());
      }
      LOG.errorf("The log refuses a release: %s", e.getMessage());
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    } catch (LogUnavailableException e) {
      LOG.warnf("A release is not recorded: %s", e.getMessage());
      if (e.mayBeLogged()) {
        throw new OutcomeUnknownException();
      }
      withdrawIntent(deal);
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
  }

  private void withdrawIntent(Deal deal) {
    steps.withdrawIntent(deal.order().bureau(), deal.attempt(), clock.instant());
  }

  /**
   * Completes the answer to a release that was logged just now.
   *
   * @throws OutcomeUnknownException if there is no receipt to put into it
   */
  Answered complete(Deal deal, Logged logged) {
    try {
      JsonObject answer = receipts.complete(logged.sale(), logged.receipt());
      store(deal.order().bureau(), deal.attempt(), answer, logged.receipt().recordedMillis());
      return new Answered(answer);
    } catch (LogUnavailableException e) {
      throw new OutcomeUnknownException();
    }
  }

  /** Completes the answer to a release whose process did not see it logged. */
  void complete(StoredInquiry inquiry, EventId event, long recordedMillis) {
    Optional<JsonObject> kept = steps.answer(inquiry.bureau(), inquiry.attempt());
    if (kept.isEmpty()) {
      return;
    }
    try {
      JsonObject answer = receipts.complete(kept.get(), event);
      store(inquiry.bureau(), inquiry.attempt(), answer, recordedMillis);
    } catch (LogUnavailableException e) {
      // The log has just answered and is away again: the next round asks once more.
    }
  }

  private void store(BureauId bureau, UUID attempt, JsonObject answer, long recordedMillis) {
    steps.logged(
        bureau, attempt, seal.seal(bureau, attempt, answer), Instant.ofEpochMilli(recordedMillis));
  }

  /** The log may have the release; what comes of it is found out in the background. */
  static final class OutcomeUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknownException() {
      super("whether the log has the release is not known");
    }
  }
}
