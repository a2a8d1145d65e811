package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class DataKeyTest {
  private static final SealingContext CONTEXT = SealingContext.of("vault", "sub_1", "phone");
  private static final byte[] VALUE = "+86 138 0013 8000".getBytes(UTF_8);

  private final DataKey key = DataKey.draw();

  @Test
  void open_givesWhatWasSealed() throws Exception {
    for (int length : new int[] {0, 1, 15, 16, 17, 800, 70_000}) {
      byte[] value = new byte[length];
      Arrays.fill(value, (byte) 7);

      SealedValue sealed = key.seal(value, CONTEXT);

      assertThat(sealed.length()).isEqualTo(length + SealedValue.OVERHEAD);
      assertThat(key.open(SealedValue.copyOf(sealed.toByteArray()), CONTEXT)).isEqualTo(value);
    }
  }

  @Test
  void seal_writesTheFormThatIsDescribed() throws Exception {
    byte[] raw = new byte[32];
    Arrays.fill(raw, (byte) 9);
    byte[] sealed =
        DataKey.of(Secret.takeOwnershipOf(raw.clone())).seal(VALUE, CONTEXT).toByteArray();

    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(raw, "AES"),
        new GCMParameterSpec(128, sealed, 1, 12));
    cipher.updateAAD("tallystick/seal/v1\0".getBytes(UTF_8));
    cipher.updateAAD("\0\0\0\5vault\0\0\0\5sub_1\0\0\0\5phone".getBytes(UTF_8));

    assertThat(sealed[0]).isEqualTo((byte) 1);
    assertThat(cipher.doFinal(sealed, 13, sealed.length - 13)).isEqualTo(VALUE);
  }

  @Test
  void seal_twiceGivesDifferentValues() {
    Set<SealedValue> sealed = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      sealed.add(key.seal(VALUE, CONTEXT));
    }

    assertThat(sealed).hasSize(2_000);
  }

  @Test
  void open_withAnyBitFlippedFails() {
    byte[] sealed = key.seal(VALUE, CONTEXT).toByteArray();
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> key.open(SealedValue.takeOwnershipOf(flipped), CONTEXT))
          .as("bit %d", bit)
          .isInstanceOf(SealBrokenException.class);
    }
  }

  @Test
  void open_ofAnyOtherLengthFails() {
    byte[] sealed = key.seal(VALUE, CONTEXT).toByteArray();
    for (int length = 0; length < sealed.length; length++) {
      SealedValue cut = SealedValue.copyOf(Arrays.copyOf(sealed, length));
      assertThatThrownBy(() -> key.open(cut, CONTEXT)).isInstanceOf(SealBrokenException.class);
    }
    SealedValue longer = SealedValue.copyOf(Arrays.copyOf(sealed, sealed.length + 1));
    assertThatThrownBy(() -> key.open(longer, CONTEXT)).isInstanceOf(SealBrokenException.class);
  }

  @Test
  void open_underAnotherContextFails() {
    SealedValue sealed = key.seal(VALUE, CONTEXT);
    for (SealingContext other :
        List.of(
            SealingContext.of("vault", "sub_2", "phone"),
            SealingContext.of("vault", "sub_1", "email"),
            SealingContext.of("vault", "sub_1phone"),
            SealingContext.of("vault", "sub_1"),
            SealingContext.of("vaul", "tsub_1", "phone"),
            SealingContext.of("vault", "sub_1", "phone", ""),
            SealingContext.of("", "vault", "sub_1", "phone"))) {
      assertThatThrownBy(() -> key.open(sealed, other)).isInstanceOf(SealBrokenException.class);
    }
  }

  @Test
  void open_byAnotherKeyFails() {
    SealedValue sealed = key.seal(VALUE, CONTEXT);

    assertThatThrownBy(() -> DataKey.draw().open(sealed, CONTEXT))
        .isInstanceOf(SealBrokenException.class);
  }

  @Test
  void open_afterAFailureStillWorks() throws Exception {
    SealedValue sealed = key.seal(VALUE, CONTEXT);
    assertThatThrownBy(() -> key.open(sealed, SealingContext.of("other")))
        .isInstanceOf(SealBrokenException.class);

    assertThat(key.open(sealed, CONTEXT)).isEqualTo(VALUE);
  }

  @Test
  void close_endsEveryUse() {
    SealedValue sealed = key.seal(VALUE, CONTEXT);
    byte[] bytes = key.secret().bytes();

    key.close();
    key.close();

    assertThat(bytes).containsOnly(0);
    assertThatThrownBy(() -> key.seal(VALUE, CONTEXT)).isInstanceOf(KeyClosedException.class);
    assertThatThrownBy(() -> key.open(sealed, CONTEXT)).isInstanceOf(KeyClosedException.class);
    assertThatThrownBy(() -> key.mac(VALUE)).isInstanceOf(KeyClosedException.class);
  }

  @Test
  void close_waitsForTheUseThatIsUnderWay() {
    Secret secret = key.secret();
    secret.enter();

    key.close();

    assertThat(secret.bytes()).isNotEqualTo(new byte[32]);
    assertThatThrownBy(secret::enter).isInstanceOf(KeyClosedException.class);
    secret.leave();
    assertThat(secret.bytes()).containsOnly(0);
  }

  @Test
  void close_whileOthersSealNeverSealsWithAnOverwrittenKey() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int round = 0; round < 50; round++) {
      byte[] raw = new byte[32];
      Arrays.fill(raw, (byte) (round + 1));
      DataKey closing = DataKey.of(Secret.takeOwnershipOf(raw.clone()));
      DataKey same = DataKey.of(Secret.takeOwnershipOf(raw));
      CountDownLatch sealing = new CountDownLatch(3);
      List<Future<List<SealedValue>>> results = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        results.add(threads.submit(() -> sealUntilClosed(closing, sealing)));
      }
      sealing.await();
      closing.close();

      for (Future<List<SealedValue>> result : results) {
        for (SealedValue sealed : result.get()) {
          assertThat(same.open(sealed, CONTEXT)).isEqualTo(VALUE);
        }
      }
    }
    threads.shutdown();
  }

  private static List<SealedValue> sealUntilClosed(DataKey closing, CountDownLatch sealing) {
    List<SealedValue> sealed = new ArrayList<>();
    sealing.countDown();
    try {
      while (true) {
        sealed.add(closing.seal(VALUE, CONTEXT));
      }
    } catch (KeyClosedException expected) {
      return sealed;
    }
  }

  @Test
  void seal_byManyThreadsNeverRepeatsAnIv() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<List<SealedValue>>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      tasks.add(
          () -> {
            List<SealedValue> sealed = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
              sealed.add(key.seal(VALUE, CONTEXT));
            }
            return sealed;
          });
    }

    Set<String> ivs = new HashSet<>();
    for (Future<List<SealedValue>> result : threads.invokeAll(tasks)) {
      for (SealedValue sealed : result.get()) {
        ivs.add(Arrays.toString(Arrays.copyOfRange(sealed.toByteArray(), 1, 13)));
        assertThat(key.open(sealed, CONTEXT)).isEqualTo(VALUE);
      }
    }
    threads.shutdown();

    assertThat(ivs).hasSize(20_000);
  }

  @Test
  void seal_afterTwoToTheThirtyTwoValuesIsRefused() throws Exception {
    DataKey worn = DataKey.of(Secret.takeOwnershipOf(new byte[32]), DataKey.MAX_SEALS - 1);

    SealedValue last = worn.seal(VALUE, CONTEXT);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> worn.seal(VALUE, CONTEXT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("draw a new one");
    }
    assertThat(worn.open(last, CONTEXT)).isEqualTo(VALUE);
  }

  @Test
  void mac_isTheDerivedHmac() throws Exception {
    byte[] raw = new byte[32];
    Arrays.fill(raw, (byte) 3);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(raw, "HmacSHA256"));
    byte[] derived = mac.doFinal("tallystick/mac/v1\0".getBytes(UTF_8));
    mac.init(new SecretKeySpec(derived, "HmacSHA256"));

    byte[] found = DataKey.of(Secret.takeOwnershipOf(raw)).mac(VALUE);

    assertThat(found).isEqualTo(mac.doFinal(VALUE));
    assertThat(key.mac(VALUE)).isEqualTo(key.mac(VALUE)).isNotEqualTo(found);
  }

  @Test
  void mac_ofAContext_isUnderTheFirstBlockOfHkdf() throws Exception {
    byte[] raw = new byte[32];
    Arrays.fill(raw, (byte) 3);
    DataKey known = DataKey.of(Secret.takeOwnershipOf(raw.clone()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(raw, "HmacSHA256"));
    byte[] derived =
        mac.doFinal("tallystick/mac/v2\0\0\0\0\5vault\0\0\0\5sub_1\0\0\0\5phone\1".getBytes(UTF_8));
    mac.init(new SecretKeySpec(derived, "HmacSHA256"));

    byte[] found = known.mac(CONTEXT, VALUE);

    assertThat(found).isEqualTo(mac.doFinal(VALUE)).isEqualTo(known.mac(CONTEXT, VALUE));
    assertThat(found)
        .isNotEqualTo(known.mac(VALUE))
        .isNotEqualTo(known.mac(SealingContext.of("vault", "sub_1", "email"), VALUE))
        .isNotEqualTo(key.mac(CONTEXT, VALUE));
    known.close();
    assertThatThrownBy(() -> known.mac(CONTEXT, VALUE)).isInstanceOf(KeyClosedException.class);
  }

  @Test
  void texts_showNoKeyAndNoContext() {
    assertThat(key).hasToString("DataKey[redacted]");
    assertThat(key.secret()).hasToString("Secret[redacted]");
    assertThat(CONTEXT.toString()).doesNotContain("sub_1");
    assertThat(SealedValue.copyOf(new byte[100]).toString()).hasSizeLessThan(60);
  }

  @Test
  void context_withALoneSurrogateIsRefused() throws Exception {
    assertThatThrownBy(() -> SealingContext.of("a\ud800"))
        .isInstanceOf(IllegalArgumentException.class);
    SealedValue sealed = key.seal(VALUE, SealingContext.of("票", "📜"));
    assertThat(key.open(sealed, SealingContext.of("票", "📜"))).isEqualTo(VALUE);
  }

  @Test
  void values_areEqualByTheirContent() {
    SealedValue sealed = key.seal(VALUE, CONTEXT);

    assertThat(SealedValue.copyOf(sealed.toByteArray()))
        .isEqualTo(sealed)
        .hasSameHashCodeAs(sealed);
    assertThat(SealingContext.of("vault", "sub_1", "phone"))
        .isEqualTo(CONTEXT)
        .hasSameHashCodeAs(CONTEXT);
    byte[] target = new byte[sealed.length() + 2];
    sealed.copyTo(target, 2);
    assertThat(Arrays.copyOfRange(target, 2, target.length)).isEqualTo(sealed.toByteArray());
  }
}
