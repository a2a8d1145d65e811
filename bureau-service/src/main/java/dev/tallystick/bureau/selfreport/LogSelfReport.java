package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.document.SaleReceipt;
import dev.tallystick.bureau.inquiry.AnswerSeal;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.events.PartName;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Brings a report's entry into the log; only then there is an answer. */
@Singleton
final class LogSelfReport {
  private static final Logger LOG = Logger.getLogger(LogSelfReport.class);
  private static final Set<PartName> SHOWN = Set.of(PartName.STUB, PartName.BODY);
  private static final Set<String> ANEW =
      Set.of(AppendRefusedException.GUARD_MOVED, AppendRefusedException.CLOCK_SKEW);

  private final SelfReportRepository reports;
  private final SelfReportOutcomes outcomes;
  private final AnswerSeal seal;
  private final LogWriter log;
  private final Clock clock;

  LogSelfReport(
      SelfReportRepository reports,
      SelfReportOutcomes outcomes,
      AnswerSeal seal,
      LogWriter log,
      Clock clock) {
    this.reports = reports;
    this.outcomes = outcomes;
    this.seal = seal;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Appends the entry and completes the answer.
   *
   * @return empty if another report of the person was faster, so that this one has another number
   * @throws UnknownOutcomeException if the log may have it
   */
  Optional<JsonObject> append(SelfReportDraft draft) {
    AnswerSeal.SealedAnswer sealed =
        seal.seal(draft.ask().bureau(), draft.event().id().value(), draft.answer());
    if (!reports.intend(draft.ask().bureau(), draft, sealed, clock.instant())) {
      throw new BureauProblem(BureauProblemCode.IDEMPOTENCY_KEY_IN_USE);
    }
    LoggedReceipt receipt;
    try {
      receipt = log.append(draft.event(), outcomes);
    } catch (AppendRefusedException e) {
      if (ANEW.contains(e.code())) {
        return Optional.empty();
      }
      LOG.errorf("The log refuses a self report: %s", e.getMessage());
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    } catch (LogUnavailableException e) {
      if (e.mayBeLogged()) {
        throw new UnknownOutcomeException();
      }
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    try {
      return Optional.of(complete(draft.answer(), log.receiptFor(draft.event(), receipt, SHOWN)));
    } catch (LogUnavailableException e) {
      throw new UnknownOutcomeException();
    }
  }

  /** The answer of an earlier try of the same request, if there was one. */
  Optional<JsonObject> again(SelfReportAsk ask) {
    Optional<SelfReportRepository.Kept> kept = reports.kept(ask.bureau(), ask.attemptKey());
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    if (!kept.get().requestHash().equals(ask.requestHash())) {
      throw new BureauProblem(BureauProblemCode.IDEMPOTENCY_KEY_REUSED);
    }
    if (!kept.get().logged()) {
      throw new BureauProblem(BureauProblemCode.IDEMPOTENCY_KEY_IN_USE);
    }
    return Optional.of(answer(ask, kept.get()));
  }

  private JsonObject answer(SelfReportAsk ask, SelfReportRepository.Kept kept) {
    if (kept.wrappedKey().isEmpty() || kept.sealedAnswer().isEmpty()) {
      throw new BureauProblem(BureauProblemCode.RELEASE_LAPSED);
    }
    JsonObject answer =
        seal.open(
            ask.bureau(), kept.event().value(), kept.wrappedKey().get(), kept.sealedAnswer().get());
    try {
      return complete(answer, log.receiptFor(kept.event(), SHOWN));
    } catch (LogUnavailableException e) {
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
  }

  private static JsonObject complete(JsonObject answer, Receipt receipt) {
    try {
      return answer.with(
          new SaleReceipt(
                  receipt.index(), (JsonObject) CanonicalJson.parseMessage(receipt.toJson()))
              .toJson());
    } catch (MalformedJsonException e) {
      throw new AssertionError("a receipt is JSON", e);
    }
  }

  /** The log may have the report; the same request finds out later. */
  static final class UnknownOutcomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownOutcomeException() {
      super("whether the log has the report is not known");
    }
  }
}
