package dev.tallystick.consent.party;

import dev.tallystick.consent.ConsentProblem;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.type.PartyEnrolmentIssued;
import dev.tallystick.party.KeyProof;
import dev.tallystick.rules.state.IssuedEnrolment;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The codes by which parties register their first keys. The regulator issues one for a party that
 * has no valid signing key; it works once, for seven days, until another one is issued. The log
 * keeps its hash, and so says who let which key in.
 */
@Singleton
class PartyEnrolment {
  private static final Logger LOG = Logger.getLogger(PartyEnrolment.class);
  private static final Duration LIFE = Duration.ofDays(7);
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int MAX_ATTEMPTS = 10;

  private final ConsentEventPublisher events;
  private final EnrolmentAttemptRepository attempts;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  PartyEnrolment(ConsentEventPublisher events, EnrolmentAttemptRepository attempts, Clock clock) {
    this.events = events;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** A code that was issued, with its entry in the log. */
  record Issued(EnrolmentCode code, Instant validTo, Logged logged) {}

  /** Issues a code, which is in the log before it is told. */
  Issued issue(String party, String by) {
    EnrolmentCode code = EnrolmentCode.draw(random);
    Instant validTo = clock.instant().plus(LIFE);
    PartyEnrolmentIssued data = new PartyEnrolmentIssued(party, code.hash(), validTo, by);
    Logged logged =
        events.publish(
            state -> {
              requireNoKey(PartyRegistry.registered(state, party));
              return events.event(data, PartyRegistry.guards(state, party));
            });
    attempts.forget(party);
    return new Issued(code, validTo, logged);
  }

  /** Whoever has a key changes its keys by that, whatever the regulator says. */
  private void requireNoKey(Party party) {
    if (party.hasKeyAt(KeyProof.SIGN, clock.millis())) {
      throw PartyProblemCode.KEYS_IN_FORCE.problem();
    }
  }

  /**
   * Counts an attempt.
   *
   * @throws ConsentProblem if the party has tried too often within the hour
   */
  void beginAttempt(String party) {
    int tried = attempts.count(party, clock.instant(), WINDOW);
    if (tried > MAX_ATTEMPTS) {
      LOG.warnf("The party %s has tried enrolment codes too often", party);
      throw PartyProblemCode.ENROLMENT_ATTEMPTS_SPENT.problem(WINDOW);
    }
  }

  /** Ends an attempt: one that let the party in, or that nobody could judge, is not counted. */
  void endAttempt(String party, boolean letIn) {
    if (letIn) {
      attempts.forget(party);
    } else {
      attempts.takeBack(party);
    }
  }

  /**
   * What a code lets in, by the state or, if that does not know it, by the log of now: another
   * replica may have issued it just before.
   *
   * @throws ConsentProblem if it lets nobody in
   */
  void require(String party, String code) {
    if (find(events.current(), party, code).isEmpty()) {
      IssuedEnrolment unused = require(PartyRegistry.registered(events.fresh(), party), code);
    }
  }

  /**
   * What a code lets in.
   *
   * @throws ConsentProblem if it lets nobody in
   */
  IssuedEnrolment require(Party party, String code) {
    requireNoKey(party);
    IssuedEnrolment issued =
        find(party, code).orElseThrow(PartyProblemCode.ENROLMENT_CODE_REFUSED::problem);
    if (!issued.isValidAt(clock.millis())) {
      throw PartyProblemCode.ENROLMENT_CODE_EXPIRED.problem();
    }
    return issued;
  }

  private static Optional<IssuedEnrolment> find(State state, String party, String code) {
    return find(PartyRegistry.registered(state, party), code);
  }

  private static Optional<IssuedEnrolment> find(Party party, String code) {
    Optional<EnrolmentCode> shown = EnrolmentCode.parse(code);
    return party
        .enrolment()
        .filter(issued -> shown.filter(one -> one.hashesTo(issued.codeHash())).isPresent());
  }
}
