package dev.tallystick.consent.party;

import static dev.tallystick.consent.Agreed.with;
import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.PartyKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class KeyResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private final Organisation bank =
      Organisation.draw("bank-" + UUID.randomUUID(), "LENDER", "Some Bank");
  private final String path = "/v1/parties/" + bank.id() + "/keys";

  @BeforeEach
  void signUp() {
    world = World.in(log);
    created(Api.post(world.authority.token(), "/v1/parties", bank.registration()));
  }

  @Test
  void register_showsTheKeyWithItsThumbprint() {
    Response registered = created(Api.post(bank.token(), path, bank.signingKey()));
    created(Api.post(bank.token(), path, bank.encryptionKey()));

    Response party = Api.get(bank.token(), "/v1/parties/" + bank.id());
    assertThat(registered.path("thumbprint").toString())
        .isEqualTo(bank.keys().publicKeys().verificationKey().keyId());
    assertThat(party.<List<String>>path("keys.use")).containsExactly("SIGN", "ENCRYPT");
    assertThat(party.<List<String>>path("keys.jwk.crv")).containsExactly("Ed25519", "P-256");
  }

  @Test
  void register_ofAnotherParty_isRefused() {
    Response answer = Api.post(world.bank.token(), path, bank.signingKey());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.path("code").toString()).isEqualTo("NOT_YOUR_PARTY");
  }

  @Test
  void register_ofAnEncryptionKeyBeforeASigningKey_isRefused() {
    Response answer = Api.post(bank.token(), path, bank.encryptionKey());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.path("code").toString()).isEqualTo("REQUEST_SIGNATURE_INVALID");
  }

  @Test
  void register_withAProofOfAnotherKey_isRefused() {
    Organisation other = new Organisation(bank.id(), bank.role(), "x", PartyKeys.draw());
    JsonValue otherProof = other.signingKey().find("proof").orElseThrow();

    Response answer =
        Api.post(bank.token(), path, with(bank.signingKey(), Map.of("proof", otherProof)));

    assertThat(answer.path("code").toString()).isEqualTo("REQUEST_SIGNATURE_INVALID");
  }

  @Test
  void register_withAProofForAnotherUse_isRefused() {
    created(Api.post(bank.token(), path, bank.signingKey()));
    JsonValue signingProof = bank.signingKey().find("proof").orElseThrow();

    Response answer =
        Api.post(bank.token(), path, with(bank.encryptionKey(), Map.of("proof", signingProof)));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.path("code").toString()).isEqualTo("KEY_PROOF_MISMATCH");
    assertThat(answer.path("field").toString()).isEqualTo("proof.use");
  }

  @Test
  void register_ofAKeyOfTheWrongCurve_isRefused() {
    JsonObject request = with(bank.encryptionKey(), Map.of("use", JsonString.of("SIGN")));

    Response answer = Api.post(bank.token(), path, request);

    assertThat(answer.path("code").toString()).isEqualTo("KEY_INVALID");
  }

  @Test
  void revoke_takesTheKeyAwayForGood() {
    String thumbprint = created(Api.post(bank.token(), path, bank.signingKey())).path("thumbprint");
    JsonObject reason = JsonObject.builder().put("reason", "ROTATED").build();

    created(Api.post(bank.token(), path + "/" + thumbprint + "/revocation", reason));

    Response party = Api.get(bank.token(), "/v1/parties/" + bank.id());
    assertThat(party.<List<String>>path("keys")).isEmpty();
    assertThat(
            Api.post(bank.token(), path + "/" + thumbprint + "/revocation", reason)
                .path("code")
                .toString())
        .isEqualTo("KEY_UNKNOWN");
    assertThat(Api.post(bank.token(), path, bank.signingKey()).path("code").toString())
        .as("it does not come back")
        .isEqualTo("KEY_EXISTS");
  }

  @Test
  void revoke_ofAnotherParty_isRefused() {
    String thumbprint = created(Api.post(bank.token(), path, bank.signingKey())).path("thumbprint");

    Response answer =
        Api.post(
            world.bank.token(),
            path + "/" + thumbprint + "/revocation",
            JsonObject.builder().put("reason", "COMPROMISED").build());

    assertThat(answer.path("code").toString()).isEqualTo("NOT_YOUR_PARTY");
  }
}
