package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of recipients on X25519 (RFC 7748, RFC 8037). */
class X25519KeysTest {
  private static final byte[] PLAINTEXT = "{\"records\":[]}".getBytes(UTF_8);
  private static final String RELEASE = "rel_0190a5f0-0000-7000-8000-000000000001";
  private static final String EVENT = "0190a5f0-0000-7000-8000-000000000002";

  private static final List<String> SMALL =
      List.of(
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
          "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          // The same points once more, beyond the prime.
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "0000000000000000000000000000000000000000000000000000000000000080");

  private final DecryptionKey key = DecryptionKey.draw();
  private final DecryptionKeys keys = DecryptionKeys.of(DecryptionKey.draw(), key);
  private final String compact = Jwe.seal(PLAINTEXT, key.encryptionKey(), RELEASE, EVENT);

  @TempDir Path folder;

  @Test
  void open_givesWhatWasSealed() throws Exception {
    for (byte[] plaintext : new byte[][] {PLAINTEXT, {}, new byte[100_000]}) {
      OpenedJwe opened = Jwe.open(Jwe.seal(plaintext, key.encryptionKey(), RELEASE, EVENT), keys);

      assertThat(opened.plaintext()).isEqualTo(plaintext);
      assertThat(opened.keyId()).isEqualTo(key.keyId());
    }
  }

  /** RFC 8037, appendix A.6: another implementation's numbers. */
  @Test
  void agree_isThatOfRfc8037() throws Exception {
    byte[] bob = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    byte[] bobPublic = CompactForm.base64url("3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08");
    byte[] oneTimePublic = CompactForm.base64url("hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo");

    DecryptionKey read = DecryptionKey.of(bob, EncryptionKey.ofX25519(bobPublic));

    assertThat(read.toByteArray()).isEqualTo(bob);
    assertThat(X25519.agree(new X25519PrivateKeyParameters(bob, 0), oneTimePublic))
        .isEqualTo(hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"));
  }

  /** RFC 7518, section 4.6.2, by the JDK alone. */
  @Test
  void seal_isOpenedByAnotherImplementation() throws Exception {
    String[] parts = compact.split("\\.", -1);
    String header = new String(CompactForm.base64url(parts[0]), UTF_8);
    String epk = header.replaceAll(".*\"x\":\"([^\"]*)\".*", "$1");
    KeyFactory factory = KeyFactory.getInstance("X25519");
    PrivateKey number =
        factory.generatePrivate(
            new XECPrivateKeySpec(NamedParameterSpec.X25519, key.toByteArray()));
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(number);
    agreement.doPhase(publicKey(factory, CompactForm.base64url(epk)), true);
    ByteArrayOutputStream kdf = new ByteArrayOutputStream();
    kdf.writeBytes(hex("00000001"));
    kdf.writeBytes(agreement.generateSecret());
    kdf.writeBytes(hex("00000007"));
    kdf.writeBytes("A256GCM".getBytes(UTF_8));
    kdf.writeBytes(hex("0000000000000000" + "00000100"));
    byte[] secret = MessageDigest.getInstance("SHA-256").digest(kdf.toByteArray());
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(secret, "AES"),
        new GCMParameterSpec(128, CompactForm.base64url(parts[2])));
    cipher.updateAAD(parts[0].getBytes(UTF_8));
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    sealed.writeBytes(CompactForm.base64url(parts[3]));
    sealed.writeBytes(CompactForm.base64url(parts[4]));

    assertThat(cipher.doFinal(sealed.toByteArray())).isEqualTo(PLAINTEXT);
  }

  private static PublicKey publicKey(KeyFactory factory, byte[] littleEndian) throws Exception {
    byte[] bytes = new byte[littleEndian.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = littleEndian[bytes.length - 1 - i];
    }
    return factory.generatePublic(
        new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bytes)));
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

  /** Whoever could choose the curve, or a point of small order, would know the secret. */
  @Test
  void open_ofAnotherCurveOrASmallPoint_fails() {
    String x = headerText().replaceAll(".*\"x\":\"([^\"]*)\".*", "$1");
    for (String small : SMALL) {
      refused(x, CompactForm.base64url(hex(small)), "epk: not a point of X25519");
    }
    refused("\"crv\":\"X25519\"", "\"crv\":\"Ed25519\"", "crv is not X25519");
    refused("\"kty\":\"OKP\"", "\"kty\":\"EC\"", "kty is not OKP");
    refused(
        "\"crv\":\"X25519\"",
        "\"crv\":\"P-256\",\"y\":\"" + x + "\"",
        "epk is not a public point of X25519");
    refused(x, CompactForm.base64url(new byte[31]), "epk: a coordinate of X25519 has 32 bytes");
  }

  @Test
  void keys_ofSmallOrderOrWrittenTwice_areRefused() {
    for (String small : SMALL) {
      assertThatThrownBy(() -> EncryptionKey.ofX25519(hex(small)))
          .as(small)
          .isInstanceOf(MalformedKeyException.class)
          .hasMessage("not a point of X25519");
    }
    byte[] again = key.encryptionKey().x();
    again[31] |= (byte) 0x80;
    assertThatThrownBy(() -> EncryptionKey.ofX25519(again))
        .isInstanceOf(MalformedKeyException.class);
  }

  @Test
  void jwk_isThatOfRfc8037_andItsThumbprintTheKeyId() throws Exception {
    EncryptionKey half = key.encryptionKey();

    assertThat(half.toJwk())
        .isEqualTo(
            "{\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"%s\"}"
                .formatted(CompactForm.base64url(half.x())));
    assertThat(JWK.parse(half.toJwk()).computeThumbprint()).hasToString(half.keyId());
    assertThat(EncryptionKey.parse(half.toJwk())).isEqualTo(half).hasSameHashCodeAs(half);
  }

  /** A key is for one thing: what signs is not sealed to, and the other way round. */
  @Test
  void keys_ofOneUse_areNoneOfTheOther() {
    String sealing = key.encryptionKey().toJwk();
    String signing = SigningKey.draw().verificationKey().toJwk();

    assertThatThrownBy(() -> VerificationKey.parse(sealing))
        .isInstanceOf(MalformedKeyException.class)
        .hasMessage("crv is not Ed25519");
    assertThatThrownBy(() -> EncryptionKey.parse(signing))
        .isInstanceOf(MalformedKeyException.class)
        .hasMessage("crv is not X25519");
    assertThatThrownBy(() -> EncryptionKey.parse(sealing.replace("\"x\"", "\"y\":\"AA\",\"x\"")))
        .isInstanceOf(MalformedKeyException.class)
        .hasMessage("a key with unknown members");
  }

  @Test
  void files_holdBothHalves_andRefuseAStrangersNumber() throws Exception {
    PartyKeys own = PartyKeys.draw();
    Path file = folder.resolve("bank.jwks");
    own.write(file);

    PartyKeys read = PartyKeys.read(file);

    assertThat(read.publicKeys()).isEqualTo(own.publicKeys());
    assertThat(PartyPublicKeys.parse(own.publicKeys().toJwkSet())).isEqualTo(own.publicKeys());
    assertThat(JWKSet.parse(Files.readString(file)).getKeys())
        .hasSize(2)
        .allMatch(jwk -> jwk.getKeyID().equals(thumbprint(jwk)));
    String number = CompactForm.base64url(own.decryptionKey().toByteArray());
    String strangers = CompactForm.base64url(DecryptionKey.draw().toByteArray());
    Files.writeString(file, Files.readString(file).replace(number, strangers));
    assertThatThrownBy(() -> PartyKeys.read(file))
        .isInstanceOf(MalformedKeyException.class)
        .hasMessageContaining("does not belong to the public");
    assertThat(own + " " + own.decryptionKey()).doesNotContain(number);
  }

  private static String thumbprint(JWK jwk) {
    try {
      return jwk.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private String headerText() {
    byte[] header = Base64.getUrlDecoder().decode(compact.substring(0, compact.indexOf('.')));
    return new String(header, UTF_8);
  }

  private void refused(String part, String other, String rule) {
    String header = headerText();
    assertThat(header).contains(part);
    String changed =
        CompactForm.base64url(header.replace(part, other).getBytes(UTF_8))
            + compact.substring(compact.indexOf('.'));
    assertThatThrownBy(() -> Jwe.open(changed, keys))
        .as(changed)
        .isInstanceOf(InvalidJweException.class)
        .hasMessage(rule);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
