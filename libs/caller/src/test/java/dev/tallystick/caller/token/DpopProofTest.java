package dev.tallystick.caller.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.dpop.ClientProofs;
import dev.tallystick.keys.ClientKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused by a proof's form and age, before any signature is looked at. */
class DpopProofTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final URI URL = URI.create("https://vault.example/v1/releases");
  private static final String HEADER =
      "{\"typ\":\"dpop+jwt\",\"alg\":\"EdDSA\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\""
          + "A".repeat(43)
          + "\"}}";
  private static final String CLAIMS =
      "{\"jti\":\"a\",\"iat\":%d,\"htm\":\"POST\",\"htu\":\"u\",\"ath\":\"h\"}"
          .formatted(NOW.getEpochSecond());

  @Test
  void proof_isReadAsItWasMade() throws Exception {
    DpopProof proof = DpopProof.read(List.of(proof(NOW)), NOW.plusMillis(250));

    assertThat(proof.issuedAt()).isEqualTo(NOW);
    assertThat(proof.until()).isAfter(NOW.plus(DpopProof.LIFE));
    assertThat(proof.id("key-1")).isNotEqualTo(proof.id("key-2"));
    assertThat(DpopProof.read(List.of(proof(NOW)), NOW).id("key-1"))
        .as("another proof by the same key")
        .isNotEqualTo(proof.id("key-1"));
  }

  @Test
  void age_isAMinuteAtMost_andAClockMayBeAheadAFewSeconds() throws Exception {
    for (long seconds : new long[] {0, 59, -4}) {
      assertThat(DpopProof.read(List.of(proof(NOW.minusSeconds(seconds))), NOW)).isNotNull();
    }
    for (long seconds : new long[] {61, 3600, -6, -3600}) {
      assertRefused("too old, or of the future", proof(NOW.minusSeconds(seconds)));
    }
    for (String iat : List.of("1e300", "-1e300", "9223372036854775807", "\"now\"", "null", "{}")) {
      String claims = CLAIMS.replace(Long.toString(NOW.getEpochSecond()), iat);
      assertThatThrownBy(() -> DpopProof.read(List.of(jwt(HEADER, claims)), NOW))
          .as(iat)
          .isInstanceOf(InvalidProofException.class);
    }
  }

  @Test
  void form_isThatOfOneSignedJwt() throws Exception {
    assertThat(DpopProof.read(List.of(jwt(HEADER, CLAIMS)), NOW).jti()).isEqualTo("a");
    assertThatThrownBy(() -> DpopProof.read(List.of(), NOW)).hasMessageContaining("but 0");
    assertThatThrownBy(() -> DpopProof.read(List.of(proof(NOW), proof(NOW)), NOW))
        .hasMessageContaining("but 2");
    assertRefused("no signed JWT", "");
    assertRefused("no signed JWT", "garbage");
    assertRefused("no signed JWT", "a.b");
    assertRefused("no signed JWT", jwt(HEADER, CLAIMS) + ".d");
    assertRefused("no signed JWT", "a".repeat(5000) + ".b.c");
    assertRefused("no JSON object", "a.b.c");
    assertRefused("no JSON object", "%%.%%.c");
    assertRefused("no JSON object", jwt("[]", CLAIMS));
    assertRefused("no JSON object", jwt("null", CLAIMS));
    assertRefused("no JSON object", jwt(HEADER, "1"));
  }

  @Test
  void header_namesTheKindAndOneStrongKey() {
    assertRefused("another typ or alg", jwt(HEADER.replace("dpop+jwt", "JWT"), CLAIMS));
    assertRefused("another typ or alg", jwt(HEADER.replace("EdDSA", "none"), CLAIMS));
    assertRefused("another typ or alg", jwt(HEADER.replace("EdDSA", "HS256"), CLAIMS));
    assertRefused("no public key", jwt(HEADER.replace("\"crv\"", "\"d\":\"x\",\"crv\""), CLAIMS));
    assertRefused("no public key", jwt(HEADER.replace("OKP", "oct"), CLAIMS));
    assertRefused("no public key", jwt(HEADER.replace("AAAA", "A"), CLAIMS));
    assertRefused("no public key", jwt("{\"typ\":\"dpop+jwt\",\"alg\":\"EdDSA\"}", CLAIMS));
  }

  @Test
  void claims_areAllThere() {
    for (String name : List.of("jti", "htm", "htu", "ath")) {
      assertRefused("has no " + name, jwt(HEADER, CLAIMS.replace("\"" + name + "\"", "\"x\"")));
      assertRefused(
          "has no " + name,
          jwt(HEADER, CLAIMS.replaceAll("\"" + name + "\":\"[a-zA-Z]+\"", "\"" + name + "\":1")));
    }
    assertRefused("another length", jwt(HEADER, CLAIMS.replace("\"a\"", "\"\"")));
    assertRefused(
        "another length", jwt(HEADER, CLAIMS.replace("\"a\"", "\"" + "a".repeat(129) + "\"")));
  }

  private static void assertRefused(String why, String header) {
    assertThatThrownBy(() -> DpopProof.read(List.of(header), NOW))
        .as(header)
        .isInstanceOf(InvalidProofException.class)
        .hasMessageContaining(why);
  }

  private static String proof(Instant made) {
    return new ClientProofs(ClientKey.draw(), () -> made, new SecureRandom())
        .proof("POST", URL, "a-token");
  }

  private static String jwt(String header, String claims) {
    return part(header) + "." + part(claims) + ".c2lnbmF0dXJl";
  }

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }
}
