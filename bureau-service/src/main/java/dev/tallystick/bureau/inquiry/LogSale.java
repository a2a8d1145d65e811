package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.AnswerSeal.SealedAnswer;
import dev.tallystick.bureau.inquiry.InquirySteps.Owed;
import dev.tallystick.bureau.inquiry.SaleState.Answered;
import dev.tallystick.bureau.inquiry.SaleState.Intended;
import dev.tallystick.bureau.inquiry.SaleState.Logged;
import dev.tallystick.bureau.inquiry.SaleState.Moved;
import dev.tallystick.bureau.inquiry.SellReport.Deal;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Brings a release into the log, with all that is needed to answer durable before. */
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

  /**
   * Makes the intent durable, and which releases it is made of, before the log can have seen the
   * event.
   */
  void intend(Deal deal, Sale sale) {
    BureauId bureau = deal.order().bureau();
    UUID attempt = deal.run().attempt();
    SealedAnswer sealed = seal.seal(bureau, attempt, sale.answer());
    Instant unused =
        PatientStep.take(
            deal.run(),
            () -> {
              Owed owed = new Owed(attempt, deal.sourced(), clock.instant());
              steps.intent(bureau, owed, sale, sealed);
              return owed.now();
            });
  }

  /**
   * Appends the release. The row of the intent stands for it: no other copy is stored.
   *
   * @throws OutcomeUnknownException if the log may have it
   */
  SaleState append(Deal deal, Intended intended) {
    try {
      return new Logged(intended.sale(), log.appendKept(intended.sale().event()));
    } catch (AppendRefusedException e) {
      if (!e.isVerdict()) {
        // Turned away at the door: an earlier try of the same may have come through.
        LOG.errorf("A release is not taken in: %s", e.getMessage());
        throw new OutcomeUnknownException();
      }
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
    steps.withdrawIntent(deal.order().bureau(), deal.run().attempt(), clock.instant());
  }

  /**
   * Completes the answer to a release that was logged just now.
   *
   * @throws OutcomeUnknownException if there is no receipt to put into it
   */
  Answered complete(Logged logged) {
    try {
      return new Answered(
          receipts.complete(logged.sale(), logged.receipt()),
          Instant.ofEpochMilli(logged.receipt().recordedMillis()));
    } catch (LogUnavailableException e) {
      throw new OutcomeUnknownException();
    }
  }

  /** Notes a release whose process did not see it logged; who asks again gets its receipt. */
  void complete(StoredInquiry inquiry, long recordedMillis) {
    boolean unused =
        steps.logged(inquiry.bureau(), inquiry.attempt(), Instant.ofEpochMilli(recordedMillis));
  }

  /** The log may have the release; what comes of it is found out in the background. */
  static final class OutcomeUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknownException() {
      super("whether the log has the release is not known");
    }
  }
}
