package dev.tallystick.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Ed25519Test {
  private static final HexFormat HEX = HexFormat.of();

  /** The group's order L. */
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** RFC 8032, section 7.1: seed, public key, message, signature. */
  private static final String[][] VECTORS = {
    {
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
          + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    },
    {
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    },
    {
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
          + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    },
    {
      "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
      "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
      "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
          + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
    },
  };

  @Test
  void sign_andVerify_giveTheVectorsOfTheRfc() throws Exception {
    for (String[] vector : VECTORS) {
      SigningKey key = SigningKey.fromSeed(HEX.parseHex(vector[0]));
      byte[] message = HEX.parseHex(vector[2]);

      assertThat(HEX.formatHex(key.verificationKey().toByteArray())).isEqualTo(vector[1]);
      assertThat(HEX.formatHex(key.sign(message))).isEqualTo(vector[3]);
      VerificationKey shown = VerificationKey.copyOf(HEX.parseHex(vector[1]));
      assertThat(shown).isEqualTo(key.verificationKey());
      assertThat(shown.verifies(message, HEX.parseHex(vector[3]))).isTrue();
    }
  }

  @Test
  void sign_agreesWithTheJdk() throws Exception {
    SigningKey key = SigningKey.draw();
    for (int length = 0; length < 200; length++) {
      byte[] message = new byte[length];
      Arrays.fill(message, (byte) length);

      Signature jdk = Signature.getInstance("Ed25519");
      jdk.initVerify(jdkKey(key.verificationKey().toByteArray()));
      jdk.update(message);

      assertThat(jdk.verify(key.sign(message))).isTrue();
    }
  }

  @Test
  void verify_withAnyBitFlippedFails() throws Exception {
    SigningKey key = SigningKey.fromSeed(HEX.parseHex(VECTORS[2][0]));
    byte[] message = "tally".getBytes(StandardCharsets.US_ASCII);
    byte[] signature = key.sign(message);
    VerificationKey verifier = key.verificationKey();

    for (int bit = 0; bit < signature.length * 8; bit++) {
      assertThat(verifier.verifies(message, flip(signature, bit))).as("bit %d", bit).isFalse();
    }
    for (int bit = 0; bit < message.length * 8; bit++) {
      assertThat(verifier.verifies(flip(message, bit), signature)).as("bit %d", bit).isFalse();
    }
    for (int length : new int[] {0, 63, 65}) {
      assertThat(verifier.verifies(message, Arrays.copyOf(signature, length))).isFalse();
    }
    assertThat(SigningKey.draw().verificationKey().verifies(message, signature)).isFalse();
  }

  @Test
  void verify_refusesASecondSignatureMadeByAddingTheOrder() {
    SigningKey key = SigningKey.draw();
    byte[] message = {1, 2, 3};
    byte[] signature = key.sign(message);
    byte[] reversed = new byte[33];
    for (int i = 0; i < 32; i++) {
      reversed[32 - i] = signature[32 + i];
    }
    byte[] sum = new BigInteger(reversed).add(ORDER).toByteArray();
    byte[] malleated = signature.clone();
    Arrays.fill(malleated, 32, 64, (byte) 0);
    for (int i = 0; i < Math.min(32, sum.length); i++) {
      malleated[32 + i] = sum[sum.length - 1 - i];
    }

    assertThat(key.verificationKey().verifies(message, malleated)).isFalse();
  }

  @Test
  void copyOf_refusesWhatIsNoPointOfTheGroup() {
    String[] unsound = {
      "00".repeat(32), // order 4
      "01" + "00".repeat(31), // the neutral element
      "ec" + "ff".repeat(30) + "7f", // order 2
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", // order 8
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", // order 8
      "ed" + "ff".repeat(30) + "7f", // y = p, a second text for y = 0
      "02" + "00".repeat(31), // no x for this y
      "ff".repeat(32),
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a00",
    };
    for (String text : unsound) {
      assertThatThrownBy(() -> VerificationKey.copyOf(HEX.parseHex(text)))
          .as(text)
          .isInstanceOf(MalformedKeyException.class);
    }
  }

  @Test
  void keyId_isTheThumbprintOfRfc8037() throws Exception {
    VerificationKey key = VerificationKey.copyOf(HEX.parseHex(VECTORS[0][1]));

    assertThat(key.keyId()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  }

  @Test
  void sign_givesTheJwsOfRfc8037() {
    String signingInput = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    SigningKey key = SigningKey.fromSeed(HEX.parseHex(VECTORS[0][0]));

    byte[] signature = key.sign(signingInput.getBytes(StandardCharsets.US_ASCII));

    assertThat(CompactForm.base64url(signature))
        .isEqualTo(
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
  }

  @Test
  void texts_showNoSeed() {
    SigningKey key = SigningKey.fromSeed(HEX.parseHex(VECTORS[0][0]));

    assertThat(key.toString()).contains("redacted", key.verificationKey().keyId());
    assertThat(key.toString()).doesNotContain("9d61b1", "nWGxn");
    assertThatThrownBy(() -> SigningKey.fromSeed(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PublicKey jdkKey(byte[] bytes) throws Exception {
    byte[] y = new byte[32];
    for (int i = 0; i < 32; i++) {
      y[i] = bytes[31 - i];
    }
    boolean odd = (y[0] & 0x80) != 0;
    y[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y))));
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }
}
