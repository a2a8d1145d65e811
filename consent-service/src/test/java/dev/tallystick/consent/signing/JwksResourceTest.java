package dev.tallystick.consent.signing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.text.ParseException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class JwksResourceTest {
  @Inject SigningKeys keys;

  @Test
  void keys_verifyWhatTheServiceSigns() throws ParseException, MalformedKeyException {
    Response response = given().get("/.well-known/jwks.json");

    OctetKeyPair published = (OctetKeyPair) JWKSet.parse(response.asString()).getKeys().get(0);
    VerificationKey key = VerificationKey.copyOf(published.getDecodedX());
    byte[] message = "a decision".getBytes(UTF_8);
    assertThat(key.verifies(message, keys.current().sign(message))).isTrue();
    assertThat(published.getKeyID()).isEqualTo(keys.current().verificationKey().keyId());
    assertThat(published.getAlgorithm().getName()).isEqualTo("EdDSA");
    assertThat(published.getKeyUse().getValue()).isEqualTo("sig");
  }

  @Test
  void keys_arePublicHalvesOnly() throws ParseException {
    Response response = given().get("/.well-known/jwks.json");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).startsWith("application/jwk-set+json");
    assertThat(response.header("Cache-Control")).contains("max-age=300");
    assertThat(JWKSet.parse(response.asString()).getKeys()).hasSize(1).noneMatch(JWK::isPrivate);
  }
}
