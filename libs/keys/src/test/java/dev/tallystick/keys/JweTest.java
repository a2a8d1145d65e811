package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class JweTest {
  private static final byte[] PLAINTEXT = "{\"records\":[]}".getBytes(UTF_8);
  private static final String RELEASE = "rel_0190a5f0-0000-7000-8000-000000000001";
  private static final String EVENT = "0190a5f0-0000-7000-8000-000000000002";
  private static final String HEADER = "the header has other members than those agreed";
  private static final String BROKEN = "changed, or not sealed to this key";

  private final DecryptionKey key = DecryptionKey.drawP256();
  private final DecryptionKeys keys = DecryptionKeys.of(DecryptionKey.drawP256(), key);
  private final String compact = Jwe.seal(PLAINTEXT, key.encryptionKey(), RELEASE, EVENT);

  @Test
  void open_givesWhatWasSealed() throws Exception {
    for (byte[] plaintext : new byte[][] {PLAINTEXT, {}, new byte[100_000]}) {
      OpenedJwe opened = Jwe.open(Jwe.seal(plaintext, key.encryptionKey(), RELEASE, EVENT), keys);

      assertThat(opened.plaintext()).isEqualTo(plaintext);
      assertThat(opened.keyId()).isEqualTo(key.keyId());
      assertThat(opened.releaseId()).isEqualTo(RELEASE);
      assertThat(opened.eventId()).isEqualTo(EVENT);
    }
  }

  @Test
  void seal_hasTheHeaderThatIsAgreed() throws Exception {
    JWEObject jwe = JWEObject.parse(compact);

    assertThat(jwe.getHeader().toJSONObject().keySet())
        .isEqualTo(Set.of("alg", "enc", "epk", "kid", "releaseId", "eventId"));
    assertThat(jwe.getHeader().toJSONObject())
        .containsEntry("alg", "ECDH-ES")
        .containsEntry("enc", "A256GCM")
        .containsEntry("kid", key.keyId());
    assertThat(compact).contains("..");
    assertThat(Jwe.seal(PLAINTEXT, key.encryptionKey(), RELEASE, EVENT)).isNotEqualTo(compact);
  }

  @Test
  void open_withAnyBitFlippedFails() {
    byte[] text = compact.getBytes(UTF_8);
    for (int bit = 0; bit < text.length * 8; bit++) {
      byte[] flipped = text.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      String changed = new String(flipped, ISO_8859_1);
      assertThatThrownBy(() -> Jwe.open(changed, keys))
          .as("bit %d", bit)
          .isInstanceOf(InvalidJweException.class);
    }
  }

  @Test
  void open_byAnotherRecipientFails() {
    assertThatThrownBy(() -> Jwe.open(compact, DecryptionKeys.of(DecryptionKey.draw())))
        .isInstanceOf(InvalidJweException.class)
        .hasMessage("sealed to another key");
    DecryptionKey other = DecryptionKey.draw();
    assertThatThrownBy(() -> Jwe.open(compact, id -> Optional.of(other)))
        .isInstanceOf(InvalidJweException.class);
    refused(header(h -> h.replace(key.keyId(), other.keyId())), "sealed to another key");
  }

  @Test
  void open_ofAChangedHeaderFails() {
    refused(header(h -> h.replace(RELEASE, RELEASE.replace("rel_0", "rel_1"))), BROKEN);
    refused(header(h -> h.replace(EVENT, EVENT.replace('1', '2'))), BROKEN);
    refused(header(h -> h.replace("{\"", "{ \"")), BROKEN);
    refused(header(h -> h.replace(RELEASE, "rel 1")), "releaseId is not an id");
    refused(header(h -> h.replace("\"" + RELEASE + "\"", "1")), "without a text in releaseId");
  }

  @Test
  void open_ofAnotherAlgorithmFails() {
    for (String alg :
        new String[] {
          "ECDH-ES+A256KW", "dir", "RSA-OAEP", "A256GCMKW", "none", "PBES2-HS256+A128KW"
        }) {
      refused(header(h -> h.replace("ECDH-ES", alg)), "alg is not ECDH-ES");
    }
    for (String enc : new String[] {"A128GCM", "A256CBC-HS512", "XC20P", ""}) {
      refused(header(h -> h.replace("A256GCM", enc)), "enc is not A256GCM");
    }
  }

  @Test
  void open_withOtherMembersFails() {
    for (String member :
        new String[] {
          "\"zip\":\"DEF\"",
          "\"crit\":[\"exp\"]",
          "\"crit\":[]",
          "\"apu\":\"AA\"",
          "\"apv\":\"AA\"",
          "\"cty\":\"JWT\"",
          "\"jwk\":{}",
          "\"p2c\":2147483647"
        }) {
      refused(header(h -> h.replaceFirst("\\{", "{" + member + ",")), HEADER);
    }
    refused(
        header(
            h ->
                h.replace("\"eventId\":\"" + EVENT + "\",", "")
                    .replace(",\"eventId\":\"" + EVENT + "\"", "")),
        HEADER);
  }

  @Test
  void open_ofAGenuineCompressedTextFails() throws Exception {
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
            .keyID(key.keyId())
            .compressionAlgorithm(CompressionAlgorithm.DEF)
            .customParam("releaseId", RELEASE)
            .customParam("eventId", EVENT)
            .build();
    JWEObject jwe = new JWEObject(header, new Payload(new byte[1_000]));
    jwe.encrypt(new ECDHEncrypter(ECKey.parse(key.encryptionKey().toJwk()).toECPublicKey()));

    refused(jwe.serialize(), HEADER);
  }

  @Test
  void open_withAPointThatIsNotOnTheCurveFails() {
    String x = member("x");
    String y = member("y");
    refused(
        header(h -> h.replace(y, CompactForm.base64url(new byte[32]))),
        "epk: not a point of P-256");
    refused(header(h -> h.replace(x, y)), "epk: not a point of P-256");
    refused(
        header(h -> h.replace(x, CompactForm.base64url(new byte[31]))),
        "epk: a coordinate of P-256 has 32 bytes");
    byte[] beyond = new byte[32];
    Arrays.fill(beyond, (byte) -1);
    refused(header(h -> h.replace(x, CompactForm.base64url(beyond))), "epk: not a point of P-256");
  }

  @Test
  void open_withAnotherKindOfPointFails() {
    refused(header(h -> h.replace("P-256", "P-384")), "crv is not P-256");
    refused(header(h -> h.replace("\"EC\"", "\"OKP\"")), "kty is not EC");
    refused(
        header(h -> h.replace("\"kty\"", "\"d\":\"AA\",\"kty\"")),
        "epk is not a public point of P-256");
    refused(header(h -> h.replace(member("x"), member("x") + "=")), "not canonical base64url");
    refused(
        header(h -> h.replaceAll("\"epk\":\\{[^}]*}", "\"epk\":\"x\"")),
        "epk is not a public point of P-256");
  }

  @Test
  void open_ofAnotherTextFormFails() {
    String[] parts = compact.split("\\.", -1);
    String lengths = "an encrypted key, or an IV or tag of another length";
    refused("", "not of 5 parts");
    refused(compact + ".", "not of 5 parts");
    refused(join(parts[0], "AAAA", parts[2], parts[3], parts[4]), lengths);
    refused(join(parts[0], "", parts[2] + "AAAA", parts[3], parts[4]), lengths);
    refused(join(parts[0], "", "", parts[3], parts[4]), lengths);
    refused(join(parts[0], "", parts[2], parts[3], parts[4].substring(0, 16)), lengths);
    refused(join(parts[0], "", parts[2], parts[3] + "=", parts[4]), "not canonical base64url");
    refused(join(parts[0], "", parts[2], "", parts[4]), BROKEN);
    refused("x".repeat(Jwe.MAX_LENGTH + 1), "longer than 16777216 characters");
  }

  @Test
  void open_ofMixedTextsFails() {
    String[] one = compact.split("\\.", -1);
    String[] two = Jwe.seal(PLAINTEXT, key.encryptionKey(), RELEASE, EVENT).split("\\.", -1);
    for (int part : new int[] {0, 2, 3, 4}) {
      String[] mixed = one.clone();
      mixed[part] = two[part];
      refused(String.join(".", mixed), BROKEN);
    }
  }

  @Test
  void seal_underAnIdThatIsNoneIsRefused() {
    for (String id : new String[] {"", "a b", "a\"", "a".repeat(65), "票"}) {
      assertThatThrownBy(() -> Jwe.seal(PLAINTEXT, key.encryptionKey(), id, EVENT))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Jwe.seal(PLAINTEXT, key.encryptionKey(), RELEASE, id))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void refused(String text, String rule) {
    assertThat(text).isNotEqualTo(compact);
    assertThatThrownBy(() -> Jwe.open(text, keys))
        .as(text)
        .isInstanceOf(InvalidJweException.class)
        .hasMessage(rule);
  }

  /** The text with another header; everything else is as it was. */
  private String header(UnaryOperator<String> change) {
    int dot = compact.indexOf('.');
    return CompactForm.base64url(change.apply(headerText()).getBytes(UTF_8))
        + compact.substring(dot);
  }

  private String headerText() {
    String header64 = compact.substring(0, compact.indexOf('.'));
    return new String(Base64.getUrlDecoder().decode(header64), UTF_8);
  }

  private String member(String name) {
    String header = headerText();
    int at = header.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return header.substring(at, header.indexOf('"', at));
  }

  private static String join(String... parts) {
    return String.join(".", parts);
  }
}
