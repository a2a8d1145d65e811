package dev.tallystick.consent.decision;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.SignedStatementProblem;
import dev.tallystick.consent.denial.DenialEntry;
import dev.tallystick.consent.denial.RecordDenial;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.consent.state.Concerned;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.producer.Deadline;
import dev.tallystick.rules.Decision;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.PackMissingException;
import dev.tallystick.rules.Rules;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides and signs. No decision is kept: each is made from the state of its moment.
 *
 * <p>A permit may be made from a state that is a little behind, because the log refuses whatever
 * rests on a guard that has moved. A refusal has no such net: it is made only from a state that is
 * no older than the request, and is in the log before it is told.
 */
@Singleton
class MakeDecision {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  private final LiveState live;
  private final Packs packs;
  private final DecisionSigner signer;
  private final RecordDenial recordDenial;
  private final Clock clock;

  MakeDecision(
      LiveState live, Packs packs, DecisionSigner signer, RecordDenial recordDenial, Clock clock) {
    this.live = live;
    this.packs = packs;
    this.signer = signer;
    this.recordDenial = recordDenial;
    this.clock = clock;
  }

  /**
   * Answers a question.
   *
   * @throws dev.tallystick.consent.state.AuditUnavailableProblem if the log does not let it be
   *     answered now
   * @throws dev.tallystick.consent.ConsentProblem if an entry that may be about the person or one
   *     of the parties cannot be read
   */
  Decided decide(DecisionRequest request, SignedRequest signed) {
    signer.requireReady(request.subject());
    State known = verified(request, signed);
    live.requireReadable(concerned(known, request));
    Decision decision = judge(known, request);
    if (!decision.isPermit()) {
      decision = judge(live.fresh(Deadline.atMost(TIMEOUT)), request);
    }
    DecisionSigner.Signed statement = signer.sign(decision, request, signed);
    Optional<DenialEntry> denial =
        decision.isPermit()
            ? Optional.empty()
            : Optional.of(
                recordDenial.record(
                    RefusedRelease.denial(
                        statement.id(), decision, request, signed.jws(), statement.jws())));
    return new Decided(decision, statement.jws(), denial);
  }

  /** A key may be newer than the state here; its revocation would be caught by the log. */
  private State verified(DecisionRequest request, SignedRequest signed) {
    State state = live.current();
    try {
      signed.verify(state, request, clock.instant());
      return state;
    } catch (SignedStatementProblem perhapsTooOld) {
      State fresh = live.fresh(Deadline.atMost(TIMEOUT));
      signed.verify(fresh, request, clock.instant());
      return fresh;
    }
  }

  /** All that the answer may rest on facts about. */
  private static Concerned concerned(State state, DecisionRequest request) {
    Set<String> parties = new HashSet<>(List.of(request.caller(), request.from()));
    request.to().ifPresent(parties::add);
    request.parties().endUser().ifPresent(parties::add);
    return Concerned.of(request.subject().map(state::tokensOf).orElse(new TreeSet<>()), parties);
  }

  private Decision judge(State state, DecisionRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      return Rules.decide(state, request, now, packs);
    } catch (PackMissingException e) {
      throw ConsentProblemCode.PACK_MISSING.problem();
    }
  }
}
