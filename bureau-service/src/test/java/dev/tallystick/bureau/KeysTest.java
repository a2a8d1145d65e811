package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Expected;
import dev.tallystick.party.KeyProof;
import dev.tallystick.party.PublicJwk;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A bureau's keys are drawn here, proved to others, and nowhere to be read. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class KeysTest {
  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  @Test
  void draw_provesBothKeysByTheSigningKey() throws Exception {
    JsonObject drawn =
        BureauSite.json(BureauSite.open(market, "bureau-keys").post("/v1/keys", JsonObject.EMPTY));

    VerificationKey signing = PublicJwk.verificationKey(drawn.getObject("signing"));
    VerificationKeys keys = VerificationKeys.of(signing);
    Expected expected =
        new Expected("bureau-keys", "consent-service", new MovableClock().instant());
    KeyProof first = KeyProof.verify(drawn.getString("signingProof"), keys, expected);
    KeyProof second = KeyProof.verify(drawn.getString("encryptionProof"), keys, expected);
    assertThat(first.thumbprint()).isEqualTo(signing.keyId());
    assertThat(second.thumbprint())
        .isEqualTo(PublicJwk.encryptionKey(drawn.getObject("encryption")).keyId());
    assertThat(List.of(first.use(), second.use())).containsExactly("SIGN", "ENCRYPT");
  }

  @Test
  void draw_showsAndStoresNoPrivateHalf() {
    Response answer = BureauSite.open(market, "bureau-keys").post("/v1/keys", JsonObject.EMPTY);

    assertThat(answer.jsonPath().getMap("signing").keySet()).isEqualTo(Set.of("kty", "crv", "x"));
    assertThat(answer.jsonPath().getMap("encryption").keySet())
        .isEqualTo(Set.of("kty", "crv", "x"));
    List<String> stored =
        new Rows(database, "bureau-keys")
            .select("select encode(sealed_keys, 'escape') from bureau_key");
    assertThat(stored).isNotEmpty().noneMatch(row -> row.contains("\"kty\""));
  }

  @Test
  void oldKeys_goOnOpening_afterNewOnesAreDrawn() {
    Fair fair = Fair.open(market);
    // Drawn and not registered: what is sealed and verified is still by the keys before.
    fair.bureau().post("/v1/keys", JsonObject.EMPTY).then().statusCode(201);

    fair.lender().buy(fair.request()).then().statusCode(200);
  }
}
