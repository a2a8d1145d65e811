package dev.tallystick.consent.decision;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.StatementProblem;
import dev.tallystick.consent.denial.DenialEntry;
import dev.tallystick.consent.denial.Denials;
import dev.tallystick.consent.explanation.DecisionBook;
import dev.tallystick.consent.pack.PackProblem;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.consent.signing.OwnKeyEntry;
import dev.tallystick.consent.signing.SigningKeys;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.consent.stop.Stops;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.keys.Jws;
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
import java.util.Optional;

/**
 * Decides and signs. No decision is kept: each is made from the state of its moment.
 *
 * <p>A permit may be made from a state that is a little behind, because the log refuses whatever
 * rests on a guard that has moved. A refusal has no such net: it is made only from a state that is
 * no older than the request, and is in the log before it is told.
 */
@Singleton
class Decider {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final String TYPE = "decision+jws";

  private final LiveState live;
  private final Stops stops;
  private final Packs packs;
  private final Denials denials;
  private final SigningKeys keys;
  private final OwnKeyEntry ownKey;
  private final DecisionBook book;
  private final Ids ids;
  private final Clock clock;

  Decider(
      LiveState live,
      Stops stops,
      Packs packs,
      Denials denials,
      SigningKeys keys,
      OwnKeyEntry ownKey,
      DecisionBook book,
      Ids ids,
      Clock clock) {
    this.live = live;
    this.stops = stops;
    this.packs = packs;
    this.denials = denials;
    this.keys = keys;
    this.ownKey = ownKey;
    this.book = book;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Answers a question.
   *
   * @throws dev.tallystick.consent.state.AuditUnavailableProblem if the log does not let it be
   *     answered now
   */
  Decided decide(DecisionRequest request, SignedRequest signed) {
    ownKey.requireLogged();
    stops.requireNonePending();
    Decision decision = judge(verified(request, signed), request);
    if (!decision.isPermit()) {
      decision = judge(live.fresh(PATIENCE), request);
    }
    String id = ids.draw("dec");
    String jws = sign(id, decision, request, signed);
    Optional<DenialEntry> denial =
        decision.isPermit()
            ? Optional.empty()
            : Optional.of(
                denials.record(RefusedRelease.denial(id, decision, request, signed.jws(), jws)));
    return new Decided(decision, jws, denial);
  }

  /** A key may be newer than the state here; its revocation would be caught by the log. */
  private State verified(DecisionRequest request, SignedRequest signed) {
    State state = live.current();
    try {
      signed.verify(state, request, clock.instant());
      return state;
    } catch (StatementProblem perhapsTooOld) {
      State fresh = live.fresh(PATIENCE);
      signed.verify(fresh, request, clock.instant());
      return fresh;
    }
  }

  private Decision judge(State state, DecisionRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      return Rules.decide(state, request, now, packs);
    } catch (PackMissingException e) {
      throw new PackProblem.Missing();
    }
  }

  private String sign(String id, Decision decision, DecisionRequest request, SignedRequest signed) {
    String jws =
        Jws.sign(
            keys.current(),
            TYPE,
            CanonicalJson.bytes(decision.toClaims(request, id, signed.digest())));
    book.keep(id, request, jws, decision.window().instant());
    return jws;
  }
}
