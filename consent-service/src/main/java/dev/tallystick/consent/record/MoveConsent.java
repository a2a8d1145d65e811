package dev.tallystick.consent.record;

import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.stop.Stopped;
import dev.tallystick.events.EventId;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * A person takes a consent from one bureau to another, in one act.
 *
 * <p>Guarantee: the old consent ends if and only if the log has the new one. The new one is stored
 * with the row that names the old one, and the withdrawal is stored, with the event that says so,
 * before the new one's outcome is forgotten; so neither a refusal nor a crash leaves the person
 * with none or, beyond the time in which a process is started again, with two. The new consent
 * rests on the old one's guard: a withdrawal that comes first makes the log refuse it.
 */
@Singleton
class MoveConsent {
  private final ConsentMoveRepository moves;
  private final MoveOutcomes outcomes;
  private final GiveConsent giveConsent;
  private final WithdrawConsent withdrawConsent;
  private final ConsentEventPublisher events;

  MoveConsent(
      ConsentMoveRepository moves,
      MoveOutcomes outcomes,
      GiveConsent giveConsent,
      WithdrawConsent withdrawConsent,
      ConsentEventPublisher events) {
    this.moves = moves;
    this.outcomes = outcomes;
    this.giveConsent = giveConsent;
    this.withdrawConsent = withdrawConsent;
    this.events = events;
  }

  /** How it ended: the new consent, given now or by an earlier request, and the end of the old. */
  sealed interface Moved {
    /** By this request. */
    record Now(GiveConsent.Given given, Stopped ended) implements Moved {}

    /** By an earlier one. */
    record Before(String consent, Optional<String> notice, Logged logged, Stopped ended)
        implements Moved {}
  }

  /**
   * Moves a consent of this person.
   *
   * @param origin the person, who speaks for themselves
   */
  Moved move(
      String id, String subject, ConsentMoveJson request, NewConsent.Origin origin, Instant now) {
    State state = events.current();
    Consent old = Consents.getOwn(state, id, subject);
    Optional<ConsentMoveEntity> known = moves.findOf(id);
    if (known.isPresent()) {
      return before(known.get(), request.to(), subject);
    }
    MovedTerms terms = MovedTerms.of(state, old, request.to());
    requireOpen(id, state);
    GiveConsent.Given given =
        giveConsent.giveInPlaceOf(
            old,
            request.to(),
            terms.toConsent(request, origin, state.uses(id), now),
            manner(id, request.to()));
    return new Moved.Now(given, withdrawConsent.withdraw(id, subject));
  }

  private GiveConsent.Manner manner(String id, String to) {
    return new GiveConsent.Manner(
        state -> requireOpen(id, state),
        (successor, event) -> {
          if (!events.storeWith(event, () -> moves.add(id, successor, to, event.id()))) {
            throw PersonProblemCode.CONSENT_MOVE_PENDING.problem();
          }
        },
        outcomes);
  }

  /** What the log does not have yet counts too: nobody withdraws and then has it moved. */
  private void requireOpen(String id, State state) {
    boolean open = state.consent(id).filter(c -> c.status() != ConsentStatus.WITHDRAWN).isPresent();
    if (!open || withdrawConsent.isWithdrawn(id)) {
      throw PersonProblemCode.CONSENT_ENDED.problem();
    }
  }

  private Moved before(ConsentMoveEntity move, String to, String subject) {
    Long index = move.logIndex;
    if (index == null) {
      throw PersonProblemCode.CONSENT_MOVE_PENDING.problem();
    }
    if (!move.bureau.equals(to)) {
      throw PersonProblemCode.CONSENT_ENDED.problem();
    }
    EventId giving = new EventId(move.eventId);
    return new Moved.Before(
        move.successor,
        events.current().consent(move.successor).map(Consent::notice),
        new Logged(giving, index, events.receiptOf(giving)),
        withdrawConsent.withdraw(move.consent, subject));
  }
}
