package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class JwsTest {
  private static final String TYPE = "decision+jws";
  private static final byte[] PAYLOAD = "{\"permit\":true}".getBytes(UTF_8);

  private final SigningKey signer = SigningKey.draw();
  private final String keyId = signer.verificationKey().keyId();
  private final VerificationKeys trusted = VerificationKeys.of(signer.verificationKey());

  @Test
  void verify_givesWhatWasSigned() throws Exception {
    for (byte[] payload : new byte[][] {PAYLOAD, {}, {0, -1, 10}}) {
      VerifiedJws verified = Jws.verify(Jws.sign(signer, TYPE, payload), TYPE, trusted);

      assertThat(verified.payload()).isEqualTo(payload);
      assertThat(verified.keyId()).isEqualTo(keyId);
      assertThat(verified.key()).isEqualTo(signer.verificationKey());
    }
  }

  @Test
  void sign_isDeterministic() {
    assertThat(Jws.sign(signer, TYPE, PAYLOAD)).isEqualTo(Jws.sign(signer, TYPE, PAYLOAD));
  }

  @Test
  void verify_ofAHandMadeTextHolds() throws Exception {
    String header =
        " { \"typ\" : \"decision+jws\", \"kid\":\"%s\",\n\"alg\":\"EdDSA\"} ".formatted(keyId);

    assertThat(Jws.verify(signed(header), TYPE, trusted).payload()).isEqualTo(PAYLOAD);
  }

  @Test
  void verify_withAnyBitFlippedFails() {
    byte[] compact = Jws.sign(signer, TYPE, PAYLOAD).getBytes(UTF_8);
    for (int bit = 0; bit < compact.length * 8; bit++) {
      byte[] flipped = compact.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      String text = new String(flipped, ISO_8859_1);
      assertThatThrownBy(() -> Jws.verify(text, TYPE, trusted))
          .as("bit %d", bit)
          .isInstanceOf(InvalidJwsException.class);
    }
  }

  @Test
  void verify_ofAnotherTypeFails() {
    String compact = Jws.sign(signer, "release+jws", PAYLOAD);

    refused(compact, "typ is not decision+jws");
    refused(signed(header("\"typ\":\"DECISION+jws\"")), "typ is not decision+jws");
  }

  @Test
  void verify_ofAnotherAlgorithmFails() throws Exception {
    for (String alg :
        new String[] {"none", "None", "HS256", "ES256", "RS256", "Ed25519", "Ed448", "eddsa", ""}) {
      refused(
          signed("{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"%s\"}".formatted(alg, keyId, TYPE)),
          "alg is not EdDSA");
    }
    // The classic: an HMAC whose secret is the public key.
    String input =
        base64url("{\"alg\":\"HS256\",\"kid\":\"%s\",\"typ\":\"%s\"}".formatted(keyId, TYPE))
            + "."
            + CompactForm.base64url(PAYLOAD);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(signer.verificationKey().toByteArray(), "HmacSHA256"));
    refused(
        input + "." + CompactForm.base64url(mac.doFinal(input.getBytes(UTF_8))),
        "alg is not EdDSA");
  }

  @Test
  void verify_withoutASignatureFails() {
    String input = base64url(header("\"typ\":\"" + TYPE + "\"")) + "." + base64url("{}") + ".";

    refused(input, "the signature has another length");
    refused(input + CompactForm.base64url(new byte[63]), "the signature has another length");
    refused(input + CompactForm.base64url(new byte[64]), "the signature fails");
    refused(
        base64url("{\"alg\":\"none\",\"kid\":\"%s\",\"typ\":\"%s\"}".formatted(keyId, TYPE))
            + "."
            + base64url("{}")
            + ".",
        "alg is not EdDSA");
  }

  @Test
  void verify_withOtherMembersFails() {
    for (String member :
        new String[] {
          "\"crit\":[\"exp\"],\"exp\":1",
          "\"crit\":[]",
          "\"b64\":false",
          "\"b64\":false,\"crit\":[\"b64\"]",
          "\"jku\":\"https://attacker.example/jwks\"",
          "\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}",
          "\"x5c\":[]",
          "\"cty\":\"json\"",
          "\"x\":null"
        }) {
      refused(
          signed(header("\"typ\":\"" + TYPE + "\"," + member)),
          "the header has other members than alg, kid and typ");
    }
  }

  @Test
  void verify_withMembersMissingOrOfAnotherKindFails() {
    String others = "the header has other members than alg, kid and typ";
    refused(signed("{}"), others);
    refused(signed("{\"alg\":\"EdDSA\",\"typ\":\"%s\"}".formatted(TYPE)), others);
    refused(signed("{\"alg\":\"EdDSA\",\"kid\":\"%s\"}".formatted(keyId)), others);
    refused(signed(header("\"typ\":null")), "typ is not decision+jws");
    refused(signed(header("\"typ\":[\"decision+jws\"]")), "typ is not decision+jws");
    refused(
        signed("{\"alg\":\"EdDSA\",\"kid\":7,\"typ\":\"%s\"}".formatted(TYPE)),
        "without a text in kid");
  }

  @Test
  void verify_ofAHeaderThatIsNoObjectFails() {
    String rule = "not a JSON object in UTF-8";
    for (String header :
        new String[] {"", "[]", "null", "\"x\"", "{", "{} {}", "{alg:\"EdDSA\"}"}) {
      refused(signed(header), rule);
    }
    refused(
        signed("[[\"alg\",\"EdDSA\"],[\"kid\",\"%s\"],[\"typ\",\"%s\"]]".formatted(keyId, TYPE)),
        rule);
    refused(signed(header("\"typ\":\"x\",\"typ\":\"" + TYPE + "\"")), rule);
    refused(signed(header("\"alg\":\"none\",\"typ\":\"" + TYPE + "\"")), rule);
    byte[] latin = header("\"typ\":\"\u00e9\"").getBytes(ISO_8859_1);
    refused(signedHeader(CompactForm.base64url(latin)), rule);
  }

  @Test
  void verify_byAnUntrustedKeyFails() {
    SigningKey stranger = SigningKey.draw();

    refused(Jws.sign(stranger, TYPE, PAYLOAD), "the key is not trusted");
  }

  @Test
  void verify_underTheNameOfATrustedKeyFails() {
    SigningKey stranger = SigningKey.draw();
    String[] parts = Jws.sign(signer, TYPE, PAYLOAD).split("\\.", -1);
    String input = parts[0] + "." + parts[1];
    byte[] signature = stranger.sign(input.getBytes(UTF_8));

    refused(input + "." + CompactForm.base64url(signature), "the signature fails");
  }

  @Test
  void verify_withALookUpThatAnswersAnotherKeyFails() {
    SigningKey other = SigningKey.draw();
    String compact = Jws.sign(signer, TYPE, PAYLOAD);

    assertThatThrownBy(() -> Jws.verify(compact, TYPE, id -> Optional.of(other.verificationKey())))
        .isInstanceOf(InvalidJwsException.class);
  }

  @Test
  void verify_ofAnotherTextFormFails() {
    String compact = Jws.sign(signer, TYPE, PAYLOAD);
    String form = "not canonical base64url";
    refused("", "not of 3 parts");
    refused(compact + ".", "not of 3 parts");
    refused(compact.substring(0, compact.lastIndexOf('.')), "not of 3 parts");
    refused(compact + "=", form);
    refused(compact + "\n", form);
    refused(" " + compact, form);
    refused(compact.replaceFirst("\\.", "=."), form);
    refused(compact.substring(0, compact.length() - 1) + "+", form);
    refused(lastBitsChanged(compact), form);
    refused("x".repeat(Jws.MAX_LENGTH + 1), "longer than 65536 characters");
  }

  @Test
  void sign_ofTooMuchOrUnderNoTypeIsRefused() {
    assertThatThrownBy(() -> Jws.sign(signer, TYPE, new byte[Jws.MAX_LENGTH]))
        .isInstanceOf(IllegalArgumentException.class);
    for (String type : new String[] {"", "JWT", "a b", "a\"", "a".repeat(65)}) {
      assertThatThrownBy(() -> Jws.sign(signer, type, PAYLOAD))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** 64 bytes leave 4 bits of the last character unused: 16 texts decode to the same signature. */
  private static String lastBitsChanged(String compact) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char last = compact.charAt(compact.length() - 1);
    char other = alphabet.charAt(alphabet.indexOf(last) ^ 1);
    String changed = compact.substring(0, compact.length() - 1) + other;
    String signature = changed.substring(changed.lastIndexOf('.') + 1);
    assertThat(Base64.getUrlDecoder().decode(signature))
        .isEqualTo(Base64.getUrlDecoder().decode(compact.substring(compact.lastIndexOf('.') + 1)));
    return changed;
  }

  private void refused(String compact, String rule) {
    assertThatThrownBy(() -> Jws.verify(compact, TYPE, trusted))
        .as(compact)
        .isInstanceOf(InvalidJwsException.class)
        .hasMessage(rule);
  }

  private String header(String more) {
    return "{\"alg\":\"EdDSA\",\"kid\":\"" + keyId + "\"," + more + "}";
  }

  private String signed(String header) {
    return signedHeader(base64url(header));
  }

  /** A text whose signature holds, so that only the header can be why it is refused. */
  private String signedHeader(String header64) {
    String input = header64 + "." + CompactForm.base64url(PAYLOAD);
    return input + "." + CompactForm.base64url(signer.sign(input.getBytes(UTF_8)));
  }

  private static String base64url(String text) {
    return CompactForm.base64url(text.getBytes(UTF_8));
  }
}
