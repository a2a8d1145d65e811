package dev.tallystick.consent.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.KeyProof;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class OwnKeyRegistrationTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject OwnKeyRegistration entry;
  @Inject SigningKeys keys;
  @Inject ConsentEventPublisher events;
  @Inject Clock clock;

  @Test
  void key_isInTheLogWithItsOwnProof() throws InvalidStatementException {
    World unused = World.in(log);
    entry.requireLogged();

    List<ScriptedEvent> own = own();
    assertThat(own).hasSize(1);
    JsonObject data = own.get(0).event().data();
    assertThat(data.getString("thumbprint")).isEqualTo(keys.current().verificationKey().keyId());
    KeyProof proof =
        KeyProof.verify(
            data.getString("proof"),
            VerificationKeys.of(keys.current().verificationKey()),
            new Expected(
                "consent-service",
                "consent-service",
                Instant.ofEpochMilli(own.get(0).event().timeMillis())));
    assertThat(proof.thumbprint()).isEqualTo(data.getString("thumbprint"));
  }

  @Test
  void anotherReplica_addsNothing() {
    World unused = World.in(log);
    entry.requireLogged();

    new OwnKeyRegistration(keys, events, clock).requireLogged();

    assertThat(own()).hasSize(1);
  }

  @Test
  void party_showsTheKeyToWhomeverChecksADecision() {
    World unused = World.in(log);
    entry.requireLogged();

    Response party = Api.get(Tokens.withRoles("service"), "/v1/parties/consent-service");

    assertThat(party.path("role").toString()).isEqualTo("SERVICE");
    assertThat(party.<List<String>>path("keys.thumbprint"))
        .containsExactly(keys.current().verificationKey().keyId());
  }

  private List<ScriptedEvent> own() {
    return log.entries("party.key.registered").stream()
        .filter(one -> one.event().data().getString("party").equals("consent-service"))
        .toList();
  }
}
