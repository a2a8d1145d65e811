package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.acknowledgement.AcknowledgementRepository;
import dev.tallystick.bureau.inquiry.AnswerSeal.SealedAnswer;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The steps of an inquiry, each one commit. A step is taken from the state before it only, so that
 * of two who work on one inquiry the slower does nothing.
 */
@Singleton
class InquirySteps {
  /** How long the process that appends an event is left alone with it. */
  private static final Duration APPENDING = Duration.ofSeconds(20);

  private final InquiryRepository inquiries;
  private final AnswerSeal seal;
  private final AcknowledgementRepository acknowledgements;
  private final LogWriter log;

  InquirySteps(
      InquiryRepository inquiries,
      AnswerSeal seal,
      AcknowledgementRepository acknowledgements,
      LogWriter log) {
    this.inquiries = inquiries;
    this.seal = seal;
    this.acknowledgements = acknowledgements;
    this.log = log;
  }

  /** STARTED → SOURCED: the releases are here, and will be acknowledged whatever comes of them. */
  @Transactional
  @AsBureau
  void sourced(BureauId bureau, UUID attempt, Sourced sourced, Instant now) {
    requireTaken(inquiries.toSourced(attempt, sourced.parents().keySet()));
    acknowledgements.add(bureau, sourced.sources(), now);
  }

  /** SOURCED → INTENT, before the log can have seen the event. */
  @Transactional
  @AsBureau
  void intent(BureauId bureau, UUID attempt, Sale sale, SealedAnswer sealed, Instant now) {
    requireTaken(inquiries.toIntent(attempt, sale, sealed, now.plus(APPENDING)));
  }

  /** INTENT → SOURCED: the log certainly does not have the event. */
  @Transactional
  @AsBureau
  void withdrawIntent(BureauId bureau, UUID attempt, Instant now) {
    inquiries.backToSourced(attempt, now.plus(ClaimInquiry.LEASE));
  }

  /** INTENT → LOGGED. Returns whether it was in this state; otherwise somebody else has done it. */
  @Transactional
  @AsBureau
  boolean logged(BureauId bureau, UUID attempt, SealedAnswer sealed, Instant loggedAt) {
    return inquiries.toLogged(attempt, sealed, loggedAt);
  }

  /** The answer in a row, for as long as it is kept. */
  @Transactional
  @AsBureau
  Optional<JsonObject> answer(BureauId bureau, UUID attempt) {
    return inquiries
        .sealedAnswer(attempt)
        .map(row -> seal.open(bureau, attempt, (byte[]) row[0], (byte[]) row[1]));
  }

  /** Counts one try to send the answer. */
  @Transactional
  @AsBureau
  void sending(BureauId bureau, UUID attempt) {
    inquiries.countAttempt(attempt);
  }

  /** LOGGED → SENT. */
  @Transactional
  @AsBureau
  void sent(BureauId bureau, UUID attempt) {
    inquiries.toSent(attempt);
  }

  /**
   * The lender has it: the sealed answer goes. From INTENT too, when a stopped process has left it
   * and the lender has found the release in its list before this service did.
   */
  @Transactional
  @AsBureau
  void received(BureauId bureau, EventId event) {
    inquiries.toReceived(event);
  }

  /** STARTED or SOURCED → REFUSED. Returns whether it was in one of these states. */
  @Transactional
  @AsBureau
  boolean refuse(BureauId bureau, UUID attempt, String refusal, List<Event> entries) {
    return tell(inquiries.toRefused(attempt, refusal), entries);
  }

  /**
   * STARTED or SOURCED → ABANDONED; never from INTENT, when the log may have the release. Returns
   * whether it was in one of these states.
   */
  @Transactional
  @AsBureau
  boolean abandon(BureauId bureau, UUID attempt, List<Event> entries) {
    return tell(inquiries.toAbandoned(attempt), entries);
  }

  /** INTENT → ABANDONED: the log does not have the release and can no longer take it. */
  @Transactional
  @AsBureau
  boolean abandonIntent(BureauId bureau, UUID attempt, List<Event> entries) {
    return tell(inquiries.intentToAbandoned(attempt), entries);
  }

  /** LOGGED → UNDELIVERED. Returns whether it was in this state. */
  @Transactional
  @AsBureau
  boolean undelivered(BureauId bureau, UUID attempt, List<Event> entries) {
    return tell(inquiries.toUndelivered(attempt), entries);
  }

  /** With the step, the entries that tell of it: they will be logged, however long that takes. */
  private boolean tell(boolean taken, List<Event> entries) {
    if (taken) {
      entries.forEach(log::store);
    }
    return taken;
  }

  private static void requireTaken(boolean taken) {
    if (!taken) {
      throw new OvertakenException();
    }
  }

  /** Another process has taken this one for dead and has gone on. */
  static final class OvertakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    OvertakenException() {
      super("the inquiry was taken over by another process");
    }
  }
}
