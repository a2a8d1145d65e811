package dev.tallystick.consent.decision;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.explanation.DecisionArchive;
import dev.tallystick.consent.signing.OwnKeyRegistration;
import dev.tallystick.consent.signing.SigningKeys;
import dev.tallystick.consent.stop.StopGate;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.keys.Jws;
import dev.tallystick.rules.Decision;
import dev.tallystick.rules.DecisionRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Signs decisions, and keeps aside those that nobody hands out again: refusals, and permits of dry
 * runs. A permit that counts goes into the log with its release, and whoever holds it has it
 * explained.
 */
@Singleton
class DecisionSigner {
  private static final String TYPE = "decision+jws";

  private final StopGate gate;
  private final OwnKeyRegistration ownKey;
  private final SigningKeys keys;
  private final DecisionArchive archive;
  private final Ids ids;

  DecisionSigner(
      StopGate gate,
      OwnKeyRegistration ownKey,
      SigningKeys keys,
      DecisionArchive archive,
      Ids ids) {
    this.gate = gate;
    this.ownKey = ownKey;
    this.keys = keys;
    this.archive = archive;
    this.ids = ids;
  }

  /** A decision's id and its signed form. */
  record Signed(String id, String jws) {}

  /**
   * Returns if a decision may be signed: the log has the key, and everything that was stopped.
   *
   * @param subject the person that it is about, if it is about one
   * @throws dev.tallystick.consent.state.AuditUnavailableProblem if it may not
   */
  void requireReady(Optional<String> subject) {
    ownKey.requireLogged();
    gate.requireNonePending(subject);
  }

  Signed sign(Decision decision, DecisionRequest request, SignedRequest signed) {
    String id = ids.draw("dec");
    String jws =
        Jws.sign(
            keys.current(),
            TYPE,
            CanonicalJson.bytes(decision.toClaims(request, id, signed.digest())));
    if (!decision.isPermit() || request.dryRun()) {
      archive.keep(id, request, jws, decision.window().instant());
    }
    return new Signed(id, jws);
  }
}
