package dev.tallystick.gateway.enrolment;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.key.GatewayKeys;
import dev.tallystick.gateway.problem.GatewayProblem;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.keys.PartyPublicKeys;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.document.RegisteredKey;
import dev.tallystick.party.document.RegisteredParty;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Registers the keys of this gateway by the regulator's code. Asked again after a crash in between,
 * it finds what the suite has and goes on from there.
 */
@Singleton
class EnrolGateway {
  private static final long VALID_DAYS = 730;

  private final GatewayKeys keys;
  private final SuiteClient suite;
  private final Clock clock;

  EnrolGateway(GatewayKeys keys, SuiteClient suite, Clock clock) {
    this.keys = keys;
    this.suite = suite;
    this.clock = clock;
  }

  GatewayKeys.KeptPair enrol(String code, Optional<Instant> wanted) {
    GatewayKeys.KeptPair pair = keys.current();
    if (pair.registeredAt().isPresent()) {
      throw GatewayProblemCode.KEYS_ENROLLED.problem();
    }
    Instant validTo = wanted.orElse(clock.instant().plus(VALID_DAYS, ChronoUnit.DAYS));
    PartyPublicKeys shown = pair.keys().publicKeys();
    try {
      Set<String> registered = registered();
      if (!registered.contains(shown.verificationKey().keyId())) {
        var unused =
            suite.ask((party, api, endpoints) -> party.registrar().enrolSigning(code, validTo));
      }
      if (!registered.contains(shown.encryptionKey().keyId())) {
        var unused = suite.ask((party, api, endpoints) -> party.registrar().enrolSealing(validTo));
      }
    } catch (RefusedException e) {
      throw GatewayProblem.relayed(e);
    } catch (SuiteAwayException e) {
      throw GatewayProblemCode.SUITE_UNAVAILABLE.problem();
    }
    keys.register(pair, validTo);
    return keys.current();
  }

  /** The keys that the suite has, also after an answer that got lost. */
  private Set<String> registered() throws SuiteAwayException, RefusedException {
    JsonObject party = suite.ask((client, api, endpoints) -> client.registration());
    Set<String> thumbprints = new HashSet<>();
    for (JsonObject key : new RegisteredParty.Partial(party).keys()) {
      new RegisteredKey.Partial(key).thumbprint().ifPresent(thumbprints::add);
    }
    return thumbprints;
  }
}
