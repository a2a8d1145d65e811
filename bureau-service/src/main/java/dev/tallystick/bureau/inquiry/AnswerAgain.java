package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.InquiryAnswer;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Answers what was answered before: the same report for a minute after its entry, and the same
 * refusal. The receipt comes from the log, which may have grown: it proves the same entry, perhaps
 * by a later checkpoint.
 */
@Singleton
final class AnswerAgain {
  /** How long after the entry the same request gets the same report. */
  static final Duration SAME_ANSWER = Duration.ofSeconds(60);

  private final InquirySteps steps;
  private final AttachReceipt receipts;
  private final LogWriter log;
  private final Clock clock;

  AnswerAgain(InquirySteps steps, AttachReceipt receipts, LogWriter log, Clock clock) {
    this.steps = steps;
    this.receipts = receipts;
    this.log = log;
    this.clock = clock;
  }

  /**
   * The answer of the first time.
   *
   * @throws BureauProblem if it was a refusal, is no longer to be had, or is not there yet
   */
  InquiryAnswer answer(StoredInquiry known) {
    return switch (known.state()) {
      case LOGGED, SENT -> answer(known, known.loggedAt().orElseThrow());
      case INTENT -> answer(known, loggedAt(known));
      case RECEIVED, UNDELIVERED -> throw new BureauProblem(BureauProblemCode.RELEASE_LAPSED);
      case REFUSED -> throw StoredRefusal.read(known.refusal().orElseThrow());
      default -> throw new BureauProblem(BureauProblemCode.IDEMPOTENCY_KEY_IN_USE);
    };
  }

  /** An answer may have left, or its process may have stopped, before the row could tell of it. */
  private Instant loggedAt(StoredInquiry known) {
    if (log.receiptOf(event(known)) instanceof LookUp.Found found) {
      return Instant.ofEpochMilli(found.receipt().opening().recordedMillis());
    }
    throw new BureauProblem(BureauProblemCode.IDEMPOTENCY_KEY_IN_USE);
  }

  private InquiryAnswer answer(StoredInquiry known, Instant loggedAt) {
    if (!loggedAt.plus(SAME_ANSWER).isAfter(clock.instant())) {
      throw new BureauProblem(BureauProblemCode.RELEASE_LAPSED);
    }
    JsonObject answer =
        steps
            .answer(known.bureau(), known.attempt())
            .orElseThrow(() -> new BureauProblem(BureauProblemCode.RELEASE_LAPSED));
    try {
      return new InquiryAnswer(
          known.bureau(), known.attempt(), loggedAt, receipts.complete(answer, event(known)));
    } catch (LogUnavailableException e) {
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
  }

  private static EventId event(StoredInquiry known) {
    return EventId.fromString(known.intent().orElseThrow().eventId());
  }
}
