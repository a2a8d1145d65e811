package dev.tallystick.caller.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Ed25519ProviderTest {
  private static final byte[] MESSAGE = "what was signed".getBytes(US_ASCII);

  @BeforeAll
  static void install() {
    assertThat(Ed25519Provider.install()).isTrue();
    assertThat(Ed25519Provider.install()).as("a second time").isTrue();
  }

  private static KeyPair draw(String curve) throws Exception {
    return KeyPairGenerator.getInstance(curve).generateKeyPair();
  }

  private static byte[] sign(KeyPair pair) throws Exception {
    Signature signing = Signature.getInstance("EdDSA");
    signing.initSign(pair.getPrivate());
    signing.update(MESSAGE);
    return signing.sign();
  }

  private static Signature check(KeyPair pair) throws Exception {
    Signature check = Signature.getInstance("EdDSA");
    check.initVerify(pair.getPublic());
    return check;
  }

  @Test
  void signature_ofTheJdkIsCheckedHere() throws Exception {
    // Half of all keys have an odd x, some a short y.
    for (int i = 0; i < 64; i++) {
      KeyPair pair = draw("Ed25519");
      byte[] signature = sign(pair);
      Signature check = check(pair);
      check.update(MESSAGE);

      assertThat(check.getProvider().getName()).isEqualTo(Ed25519Provider.NAME);
      assertThat(check.verify(signature)).isTrue();
    }
  }

  @Test
  void signature_thatIsChangedOrOfAnotherKeyOrMessage_fails() throws Exception {
    KeyPair pair = draw("Ed25519");
    byte[] signature = sign(pair);
    Signature check = check(pair);
    for (int at : new int[] {0, 31, 32, 63}) {
      byte[] changed = signature.clone();
      changed[at] ^= 1;
      check.update(MESSAGE);
      assertThat(check.verify(changed)).as("byte %d", at).isFalse();
    }
    check.update(MESSAGE, 0, MESSAGE.length - 1);
    assertThat(check.verify(signature)).isFalse();
    check.update(MESSAGE);
    assertThat(check.verify(new byte[3])).isFalse();
    check.update(MESSAGE);
    assertThat(check.verify(signature)).as("used again").isTrue();

    Signature other = check(draw("Ed25519"));
    other.update(MESSAGE);
    assertThat(other.verify(signature)).isFalse();
  }

  @Test
  void otherCurve_staysTheJdks() throws Exception {
    KeyPair pair = draw("Ed448");
    byte[] signature = sign(pair);
    Signature check = check(pair);
    check.update(MESSAGE);

    assertThat(check.verify(signature)).isTrue();
    assertThat(check.getProvider().getName()).isNotEqualTo(Ed25519Provider.NAME);
  }

  /**
   * Under the neutral point as a key, S·B is an R for which S is good with every message. A
   * provider that looks at no order finds that it holds.
   */
  @Test
  void keyOfSmallOrder_isChecked_andNothingHoldsUnderIt() throws Exception {
    PublicKey neutral =
        KeyFactory.getInstance("EdDSA")
            .generatePublic(
                new EdECPublicKeySpec(
                    NamedParameterSpec.ED25519, new EdECPoint(false, BigInteger.ONE)));
    byte[] signature = new byte[64];
    // R is the base point, and S is one.
    System.arraycopy(HexFormat.of().parseHex("58" + "66".repeat(31)), 0, signature, 0, 32);
    signature[32] = 1;
    Signature jdk = Signature.getInstance("EdDSA", "SunEC");
    jdk.initVerify(neutral);
    jdk.update(MESSAGE);
    assertThat(jdk.verify(signature)).as("the JDK looks at no order").isTrue();

    Signature check = Signature.getInstance("EdDSA");
    check.initVerify(neutral);
    check.update(MESSAGE);

    assertThat(check.verify(signature)).isFalse();
    assertThat(check.getProvider().getName()).isEqualTo(Ed25519Provider.NAME);
  }
}
