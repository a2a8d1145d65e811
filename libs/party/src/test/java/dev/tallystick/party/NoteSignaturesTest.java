package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tlog.Ed25519Key;
import dev.tallystick.tlog.Ed25519Verification;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoteSignaturesTest {
  private static final byte[] TEXT = "log.example\n7\nroot\n".getBytes(UTF_8);

  private final NoteSignatures fast = new NoteSignatures();
  private final Ed25519Verification jdk = Ed25519Verification.jdk();

  @Test
  void verifies_whatTheJdkVerifies_andNothingElseOfIt() {
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      byte[] seed = new byte[32];
      random.nextBytes(seed);
      Ed25519Key key = Ed25519Key.fromSeed(seed);
      byte[] signature = key.sign(TEXT);
      byte[] broken = signature.clone();
      broken[random.nextInt(broken.length)] ^= 4;

      assertThat(fast.verifies(key.publicKey(), TEXT, signature)).isTrue();
      assertThat(jdk.verifies(key.publicKey(), TEXT, signature)).isTrue();
      assertThat(fast.verifies(key.publicKey(), TEXT, broken)).isFalse();
      assertThat(jdk.verifies(key.publicKey(), TEXT, broken)).isFalse();
      assertThat(fast.verifies(key.publicKey(), "another".getBytes(UTF_8), signature)).isFalse();
    }
  }

  /** The neutral element: R = S·B for S = 0 holds for any text. */
  @Test
  void verifies_nothingByAKeyOfSmallOrder() {
    byte[] neutral = HexFormat.of().parseHex("01" + "00".repeat(31));
    byte[] forged = HexFormat.of().parseHex("01" + "00".repeat(63));

    assertThat(fast.verifies(neutral, TEXT, forged)).isFalse();
  }

  @Test
  void verifies_nothingOfAnotherForm() {
    Ed25519Key key = Ed25519Key.fromSeed(new byte[32]);

    for (byte[] other : List.of(new byte[0], new byte[31], new byte[33])) {
      assertThat(fast.verifies(other, TEXT, key.sign(TEXT))).isFalse();
    }
    for (byte[] other : List.of(new byte[0], new byte[63], new byte[65])) {
      assertThat(fast.verifies(key.publicKey(), TEXT, other)).isFalse();
    }
  }
}
