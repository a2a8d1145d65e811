package dev.tallystick.bench.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final TokenIssuer issuer;

  TokenIssuerTest() throws Exception {
    issuer = TokenIssuer.start(0, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void tokens_areSignedByThePublishedKey() throws Exception {
    JsonNode discovery = get(issuer.issuer() + "/.well-known/openid-configuration");
    JsonNode key = get(discovery.get("jwks_uri").asText()).at("/keys/0");
    String[] token = issuer.tokens("some-client", "audit-service", 1).get(0).split("\\.", -1);

    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
    signature.update((token[0] + "." + token[1]).getBytes(US_ASCII));

    assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    assertThat(discovery.get("issuer").asText()).isEqualTo(issuer.issuer());
  }

  @Test
  void tokens_areThoseOfAServiceClient() throws Exception {
    String token = issuer.tokens("some-client", "audit-service", 1).get(0);

    JsonNode claims =
        new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    assertThat(claims.get("azp").asText()).isEqualTo("some-client");
    assertThat(claims.get("iss").asText()).isEqualTo(issuer.issuer());
    assertThat(claims.at("/aud").asText()).isEqualTo("audit-service");
    assertThat(claims.at("/realm_access/roles/0").asText()).isEqualTo("service");
    assertThat(claims.get("exp").asLong()).isGreaterThan(NOW.getEpochSecond() + 3600);
  }

  @Test
  void tokens_differ() throws Exception {
    List<String> tokens = issuer.tokens("some-client", "audit-service", 8);

    assertThat(new HashSet<>(tokens)).hasSize(8);
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(name).asText()));
  }

  private static JsonNode get(String address) throws Exception {
    try (InputStream answer = URI.create(address).toURL().openStream()) {
      return new ObjectMapper().readTree(answer);
    }
  }
}
