package dev.tallystick.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.AgreementSignature;
import dev.tallystick.party.Expected;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The party's half of an agreement. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class AgreementSignatureTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/v1/agreement-signatures";
  private static final String TEXT = "We agree.\n";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @BeforeEach
  void enrolled() {
    suite.reset();
    OwnSystem.enrol();
  }

  private static JsonObject.Builder between(String provider, String receiver) {
    return JsonObject.builder().put("provider", provider).put("receiver", receiver);
  }

  private static AgreementSignature verified(Response answer) throws Exception {
    answer.then().statusCode(201).body("party", equalTo("party-1"));
    String jwk =
        JSON.writeValueAsString(OwnSystem.get("/v1/keys").jsonPath().getMap("keys[0].signing"));
    return AgreementSignature.verify(
        answer.jsonPath().getString("jws"),
        VerificationKeys.of(VerificationKey.parse(jwk)),
        Expected.atItsOwnTime("party-1", "consent-service"));
  }

  @Test
  void text_isSignedByThePartysKey_underAnIdThatIsDrawn() throws Exception {
    Response answer =
        OwnSystem.post(PATH, between("party-1", "bureau-9").put("text", TEXT).build());

    AgreementSignature signature = verified(answer);
    JsonPath told = answer.jsonPath();
    assertThat(signature.agreement()).isEqualTo(told.getString("agreement")).startsWith("agr_");
    assertThat(signature.textHash()).isEqualTo(Hash.sha256(TEXT.getBytes(UTF_8)));
    assertThat(told.getString("textHash")).isEqualTo(signature.textHash().hex());
  }

  @Test
  void theOthersIdAndHash_areSignedAsTheyAre() throws Exception {
    String id = "agr_0190f3a1-7c2e-7d4b-9a6f-0123456789ab";
    Hash hash = Hash.sha256(TEXT.getBytes(UTF_8));

    AgreementSignature signature =
        verified(
            OwnSystem.post(
                PATH,
                between("bureau-9", "party-1")
                    .put("agreement", id)
                    .put("textHash", hash.hex())
                    .build()));

    assertThat(signature.agreement()).isEqualTo(id);
    assertThat(signature.textHash()).isEqualTo(hash);
    assertThat(signature.provider()).isEqualTo("bureau-9");
  }

  @Test
  void agreementOfStrangers_orWithOneself_orWithoutText_isRefused() {
    refused(between("bureau-9", "bank-2").put("text", TEXT), "provider");
    refused(between("party-1", "party-1").put("text", TEXT), "receiver");
    refused(between("party-1", "bureau-9"), "text");
    refused(
        between("party-1", "bureau-9").put("text", TEXT).put("textHash", "0".repeat(64)), "text");
  }

  private static void refused(JsonObject.Builder agreement, String field) {
    OwnSystem.post(PATH, agreement.build())
        .then()
        .statusCode(422)
        .body("code", equalTo("AGREEMENT_INVALID"))
        .body("field", equalTo(field));
  }
}
