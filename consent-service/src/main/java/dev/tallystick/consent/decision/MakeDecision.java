package dev.tallystick.consent.decision;

import dev.tallystick.consent.DecisionProblemCode;
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

  /** A call that asks one question or several begins. */
  CallView begin() {
    return new CallView(
        signer::requireReady, () -> live.fresh(Deadline.atMost(TIMEOUT)), live::current);
  }

  /**
   * A question with its decision, signed and not told yet.
   *
   * @param request the question
   * @param signed what its caller has signed
   */
  record Judged(
      DecisionRequest request,
      SignedRequest signed,
      Decision decision,
      DecisionSigner.Signed statement) {
    boolean isPermit() {
      return decision.isPermit();
    }
  }

  /**
   * Judges a question; {@link #told} has to follow before anybody is answered.
   *
   * @param call what the questions of the same call have looked up already
   * @throws dev.tallystick.consent.state.AuditUnavailableProblem if the log does not let it be
   *     answered now
   * @throws dev.tallystick.consent.ConsentProblem if an entry that may be about the person or one
   *     of the parties cannot be read
   */
  Judged judge(DecisionRequest request, SignedRequest signed, CallView call) {
    call.requireReady(request.subject());
    State known = verified(request, signed, call);
    live.requireReadable(concerned(known, request));
    Decision decision = judge(known, request);
    if (!decision.isPermit()) {
      decision = judge(call.fresh(), request);
    }
    if (decision.isPermit()) {
      call.requireReady(request.subject());
    }
    return new Judged(request, signed, decision, signer.sign(decision, request, signed));
  }

  private Decision judge(State state, DecisionRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      return Rules.decide(state, request, now, packs);
    } catch (PackMissingException e) {
      throw DecisionProblemCode.PACK_MISSING.problem();
    }
  }

  /**
   * What the asking service is told: of a refusal only once the log has it.
   *
   * @throws dev.tallystick.consent.state.AuditUnavailableProblem if the log has not
   */
  Decided told(Judged judged) {
    Optional<DenialEntry> denial =
        judged.isPermit()
            ? Optional.empty()
            : Optional.of(
                recordDenial.record(
                    RefusedRelease.denial(
                        judged.statement().id(),
                        judged.decision(),
                        judged.request(),
                        judged.signed().jws(),
                        judged.statement().jws())));
    return new Decided(judged.decision(), judged.statement().jws(), denial);
  }

  /** A key may be newer than the state here; its revocation would be caught by the log. */
  private State verified(DecisionRequest request, SignedRequest signed, CallView call) {
    State state = live.current();
    Optional<SignedRequest.Statement> read = call.find(request, signed);
    if (read.isEmpty()) {
      try {
        read = Optional.of(signed.read(state, request, clock.instant()));
      } catch (SignedStatementProblem perhapsTooOld) {
        state = call.fresh();
        read = Optional.of(signed.read(state, request, clock.instant()));
      }
      call.remember(request, signed, read.get());
    }
    read.get().cover(request);
    return state;
  }

  /** All that the answer may rest on facts about. */
  private static Concerned concerned(State state, DecisionRequest request) {
    Set<String> parties = new HashSet<>(List.of(request.caller(), request.from()));
    request.to().ifPresent(parties::add);
    request.parties().endUser().ifPresent(parties::add);
    return Concerned.of(request.subject().map(state::tokensOf).orElse(new TreeSet<>()), parties);
  }
}
