package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What is sealed to one key alone opens under no other, whoever has made it. */
class KeyCommitmentTest {
  private static final SealingContext CONTEXT = SealingContext.of("vault", "sub_1", "phone");
  private static final SealingContext OTHER = SealingContext.of("vault", "sub_2", "phone");
  private static final byte[] VALUE = "+86 138 0013 8000".getBytes(UTF_8);
  private static final String PINNED =
      "ac72a64a7f1959f22853a6cd88e5b7b67c4966ba4cd255ed34a543c9e776fae7";
  private static final byte[] ONE = filled(1);
  private static final byte[] TWO = filled(2);

  private static byte[] filled(int with) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  private static DataKey key(byte[] raw) {
    return DataKey.of(Secret.takeOwnershipOf(raw.clone()));
  }

  /** RFC 5869, section 2.3, word for word: T(n) = HMAC(PRK, T(n-1) | info | n). */
  private static byte[] expand(byte[] raw, int n) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(raw, "HmacSHA256"));
    byte[] t = new byte[0];
    for (int i = 1; i <= n; i++) {
      mac.update(t);
      mac.update("tallystick/data-key/v2\0".getBytes(US_ASCII));
      t = mac.doFinal(new byte[] {(byte) i});
    }
    return t;
  }

  private static byte[] aad(String domain, SealingContext context) {
    byte[] encoded = context.encoded();
    byte[] name = (domain + '\0').getBytes(US_ASCII);
    return ByteBuffer.allocate(name.length + encoded.length).put(name).put(encoded).array();
  }

  @Test
  void sealCommitted_writesTheFormThatIsDescribed() throws Exception {
    byte[] sealed = key(ONE).sealCommitted(VALUE, CONTEXT).toByteArray();

    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(expand(ONE, 1), "AES"),
        new GCMParameterSpec(128, sealed, 33, 12));
    cipher.updateAAD(aad("tallystick/seal/v2", CONTEXT));
    assertThat(sealed[0]).isEqualTo((byte) 2);
    assertThat(Arrays.copyOfRange(sealed, 1, 33)).isEqualTo(expand(ONE, 2));
    assertThat(cipher.doFinal(sealed, 45, sealed.length - 45)).isEqualTo(VALUE);
    assertThat(key(ONE).commitment()).isEqualTo(expand(ONE, 2));
    assertThat(HexFormat.of().formatHex(key(ONE).commitment()))
        .as("it never changes: rows hold it")
        .isEqualTo(PINNED);
  }

  @Test
  void open_givesWhatWasSealed_inEitherForm() throws Exception {
    DataKey key = key(ONE);

    assertThat(key.open(key.sealCommitted(VALUE, CONTEXT), CONTEXT)).isEqualTo(VALUE);
    assertThat(key.open(key.seal(VALUE, CONTEXT), CONTEXT)).isEqualTo(VALUE);
    assertThat(key.open(key.sealCommitted(new byte[0], CONTEXT), CONTEXT)).isEmpty();
  }

  @Test
  void open_withAnyBitFlipped_orCutAnywhere_orElsewhere_fails() {
    DataKey key = key(ONE);
    byte[] sealed = key.sealCommitted(VALUE, CONTEXT).toByteArray();

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertShut(key, flipped, CONTEXT, "bit " + bit);
    }
    for (int length = 0; length < sealed.length; length++) {
      assertShut(key, Arrays.copyOf(sealed, length), CONTEXT, length + " bytes");
    }
    assertShut(key, sealed, OTHER, "another context");
    assertShut(key(TWO), sealed, CONTEXT, "another key");
  }

  private static void assertShut(DataKey key, byte[] sealed, SealingContext context, String what) {
    assertThatThrownBy(() -> key.open(SealedValue.copyOf(sealed), context))
        .as(what)
        .isInstanceOf(SealBrokenException.class);
  }

  /** The attack is real: this is what a value that does not commit to its key allows. */
  @Test
  void valueOfTwoKeys_opensUnderBoth_withoutCommitment() throws Exception {
    byte[] domain = aad("tallystick/seal/v1", CONTEXT);
    byte[] other = aad("tallystick/seal/v1", OTHER);
    byte[] made = withHead(new byte[] {1}, GcmCollision.of(ONE, domain, TWO, other));

    assertThat(key(ONE).open(SealedValue.copyOf(made), CONTEXT))
        .isNotEqualTo(key(TWO).open(SealedValue.copyOf(made), OTHER));
  }

  @Test
  void valueOfTwoKeys_opensUnderOneAtMost_withCommitment() throws Exception {
    byte[] made =
        GcmCollision.of(
            expand(ONE, 1),
            aad("tallystick/seal/v2", CONTEXT),
            expand(TWO, 1),
            aad("tallystick/seal/v2", OTHER));
    byte[] committedToOne = withHead(withHead(new byte[] {2}, expand(ONE, 2)), made);
    byte[] committedToTwo = withHead(withHead(new byte[] {2}, expand(TWO, 2)), made);

    assertThat(key(ONE).open(SealedValue.copyOf(committedToOne), CONTEXT)).hasSize(16);
    assertThat(key(TWO).open(SealedValue.copyOf(committedToTwo), OTHER)).hasSize(16);
    assertShut(key(TWO), committedToOne, OTHER, "the other key");
    assertShut(key(ONE), committedToTwo, CONTEXT, "the one key");
  }

  private static byte[] withHead(byte[] head, byte[] tail) {
    return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
  }

  @Test
  void closedKey_sealsAndCommitsNoMore() {
    DataKey fresh = key(ONE);
    DataKey used = key(ONE);
    assertThat(used.commitment()).hasSize(32);
    SealedValue sealed = used.sealCommitted(VALUE, CONTEXT);
    fresh.close();
    used.close();

    assertThatThrownBy(fresh::commitment).isInstanceOf(KeyClosedException.class);
    assertThatThrownBy(() -> fresh.sealCommitted(VALUE, CONTEXT))
        .isInstanceOf(KeyClosedException.class);
    assertThatThrownBy(() -> used.sealCommitted(VALUE, CONTEXT))
        .isInstanceOf(KeyClosedException.class);
    assertThatThrownBy(() -> used.open(sealed, CONTEXT)).isInstanceOf(KeyClosedException.class);
  }
}
