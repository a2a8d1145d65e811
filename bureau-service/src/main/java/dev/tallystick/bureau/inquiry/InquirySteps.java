package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.acknowledgement.AcknowledgementRepository;
import dev.tallystick.bureau.inquiry.AnswerSeal.SealedAnswer;
import dev.tallystick.bureau.inquiry.InquiryRepository.Intended;
import dev.tallystick.bureau.inquiry.ReceivedCursorRepository.ReceivedStep;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
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
 *
 * <p>What comes before the log sees an event is on disk when its method returns. What follows a
 * receipt or an acknowledgement is not waited for: after a crash of the database the log is asked
 * again, or its entries are read again from the cursor that the crash has left.
 */
@Singleton
class InquirySteps {
  /** How long the process that appends an event is left alone with it. */
  private static final Duration APPENDING = Duration.ofSeconds(20);

  private final InquiryRepository inquiries;
  private final AnswerSeal seal;
  private final AcknowledgementRepository acknowledgements;
  private final ReceivedCursorRepository received;
  private final LogWriter log;

  InquirySteps(
      InquiryRepository inquiries,
      AnswerSeal seal,
      AcknowledgementRepository acknowledgements,
      ReceivedCursorRepository received,
      LogWriter log) {
    this.inquiries = inquiries;
    this.seal = seal;
    this.acknowledgements = acknowledgements;
    this.received = received;
    this.log = log;
  }

  /**
   * What one run of an inquiry got from platforms, and when: they wait for a receipt, whatever
   * comes of the inquiry.
   */
  record Owed(UUID attempt, Sourced sourced, Instant now) {
    List<String> parents() {
      return List.copyOf(sourced.parents().keySet());
    }
  }

  /**
   * STARTED or SOURCED → INTENT, before the log can have seen the event; with it the releases that
   * the report is made of, which are acknowledged from now on.
   */
  @Transactional
  @AsBureau
  void intent(BureauId bureau, Owed owed, Sale sale, SealedAnswer sealed) {
    Intended intended = new Intended(sale, sealed, owed.now().plus(APPENDING));
    requireTaken(inquiries.toIntent(owed.attempt(), owed.parents(), intended));
    acknowledgements.add(bureau, owed.sourced().sources(), owed.now());
  }

  /** INTENT → SOURCED: the log certainly does not have the event. */
  @Transactional
  @AsBureau(waitsForDisk = false)
  void withdrawIntent(BureauId bureau, UUID attempt, Instant now) {
    inquiries.backToSourced(attempt, now.plus(ClaimInquiry.LEASE));
  }

  /** INTENT → LOGGED. Returns whether it was in this state; otherwise somebody else has done it. */
  @Transactional
  @AsBureau(waitsForDisk = false)
  boolean logged(BureauId bureau, UUID attempt, Instant loggedAt) {
    return inquiries.toLogged(attempt, loggedAt);
  }

  /** The answer in a row but for its receipt, for as long as it is kept. */
  @Transactional
  @AsBureau
  Optional<JsonObject> answer(BureauId bureau, UUID attempt) {
    return inquiries.answer(attempt, (key, value) -> seal.open(bureau, attempt, key, value));
  }

  /**
   * INTENT or LOGGED → SENT if the answer has left, else LOGGED. One commit for all that follows
   * the receipt.
   */
  @Transactional
  @AsBureau(waitsForDisk = false)
  void left(BureauId bureau, UUID attempt, Instant loggedAt, boolean isSent) {
    inquiries.left(attempt, loggedAt, isSent ? InquiryState.SENT : InquiryState.LOGGED);
  }

  /**
   * The lender has it: the sealed answer goes, by the same commit that moves the cursor. From
   * INTENT too, when a stopped process has left it and the lender has found the release in its list
   * before this service did. Returns false if the cursor is behind: nothing is done then.
   */
  @Transactional
  @AsBureau(waitsForDisk = false)
  boolean received(BureauId bureau, ReceivedStep step) {
    boolean moved = received.advance(bureau, step);
    if (moved) {
      step.release().ifPresent(inquiries::toReceived);
    }
    return moved;
  }

  /** STARTED or SOURCED → REFUSED. Returns whether it was in one of these states. */
  @Transactional
  @AsBureau
  boolean refuse(BureauId bureau, Owed owed, String refusal, List<Event> entries) {
    return tell(owe(bureau, owed, inquiries.toRefused(owed.attempt(), refusal)), entries);
  }

  /** STARTED or SOURCED → ABANDONED, by the process that works on it. Otherwise as the other. */
  @Transactional
  @AsBureau
  boolean abandon(BureauId bureau, Owed owed, List<Event> entries) {
    return tell(owe(bureau, owed, inquiries.toAbandoned(owed.attempt())), entries);
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

  /** With the step, what is owed for the releases that came to nothing by it. */
  @Transactional
  @AsBureau
  boolean owe(BureauId bureau, Owed owed, boolean taken) {
    if (taken && !owed.sourced().sources().isEmpty()) {
      inquiries.setParents(owed.attempt(), owed.parents());
      acknowledgements.add(bureau, owed.sourced().sources(), owed.now());
    }
    return taken;
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
