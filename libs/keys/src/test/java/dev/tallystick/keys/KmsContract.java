package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Kms} keeps. */
abstract class KmsContract {
  static final KeyName NAME = new KeyName("audit-bodies");
  static final KeyName OTHER = new KeyName("audit-index");
  static final SealingContext CONTEXT = SealingContext.of("audit", "2026-03-01", "exchange");

  /** Set before each test, and closed by the subclass. */
  protected Kms kms = new InMemoryKms();

  /** A new, empty Kms. */
  protected abstract Kms create();

  @BeforeEach
  void createKms() {
    kms = create();
  }

  @Test
  void unwrap_givesAKeyThatOpensWhatTheFirstHasSealed() throws Exception {
    kms.createKek(NAME);
    try (DataKey key = DataKey.draw()) {
      SealedValue sealed = key.seal(bytes("content"), CONTEXT);
      WrappedDataKey wrapped = WrappedDataKey.parse(kms.wrap(NAME, key, CONTEXT).toByteArray());

      try (DataKey again = kms.unwrap(wrapped, CONTEXT)) {
        assertThat(again.open(sealed, CONTEXT)).isEqualTo(bytes("content"));
        assertThat(key.open(again.seal(bytes("more"), CONTEXT), CONTEXT)).isEqualTo(bytes("more"));
        assertThat(again.mac(bytes("label"))).isEqualTo(key.mac(bytes("label")));
      }
    }
  }

  @Test
  void destroyedKek_opensNothingAnyMore() throws Exception {
    KeyVersion old = kms.createKek(NAME);
    WrappedDataKey kept = wrapNew(NAME);
    WrappedDataKey lost = wrapNew(NAME);
    KeyVersion current = kms.createKek(NAME);
    WrappedDataKey rewrapped = kms.rewrap(kept, CONTEXT);

    kms.destroyKek(old);
    kms.destroyKek(old);

    kms.unwrap(rewrapped, CONTEXT).close();
    assertThat(kms.keks(NAME)).containsExactly(current);
    assertThatThrownBy(() -> kms.unwrap(lost, CONTEXT)).isInstanceOf(UnknownKeyException.class);
    assertThat(kms.createKek(NAME).version()).isEqualTo(3);
  }

  @Test
  void destroyKek_refusesTheVersionInUse() {
    KeyVersion current = kms.createKek(NAME);

    assertThatThrownBy(() -> kms.destroyKek(current)).isInstanceOf(IllegalArgumentException.class);
    assertThat(kms.keks(NAME)).containsExactly(current);
    assertThat(kms.keks(OTHER)).isEmpty();
  }

  @Test
  void unwrap_forAnotherContextFails() {
    kms.createKek(NAME);
    WrappedDataKey wrapped = wrapNew(NAME);

    for (SealingContext other :
        List.of(
            SealingContext.of("audit", "2026-03-02", "exchange"),
            SealingContext.of("audit", "2026-03-01"),
            SealingContext.of("audit", "2026-03-01exchange"),
            SealingContext.of("audit2026-03-01exchange"),
            SealingContext.of("audit", "2026-03-01", "exchange", ""))) {
      assertThatThrownBy(() -> kms.unwrap(wrapped, other)).isInstanceOf(SealBrokenException.class);
    }
  }

  @Test
  void unwrap_underAnotherNameOrVersionFails() {
    kms.createKek(NAME);
    kms.createKek(NAME);
    kms.createKek(OTHER);
    kms.createKek(OTHER);
    WrappedDataKey wrapped = wrapNew(NAME);

    for (KeyVersion other : List.of(new KeyVersion(NAME, 1), new KeyVersion(OTHER, 2))) {
      WrappedDataKey moved = new WrappedDataKey(other, wrapped.wrapped());
      assertThatThrownBy(() -> kms.unwrap(moved, CONTEXT))
          .as(other.toString())
          .isInstanceOf(SealBrokenException.class);
    }
  }

  @Test
  void unwrap_withAnyBitFlippedFails() {
    kms.createKek(NAME);
    byte[] stored = wrapNew(NAME).toByteArray();

    for (int bit = 0; bit < stored.length * 8; bit++) {
      byte[] flipped = stored.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> kms.unwrap(WrappedDataKey.parse(flipped), CONTEXT))
          .as("bit %d", bit)
          .isInstanceOfAny(
              MalformedKeyException.class, SealBrokenException.class, UnknownKeyException.class);
    }
  }

  @Test
  void unknownNames_areRefusedAndNotCreated() {
    try (DataKey key = DataKey.draw()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> kms.wrap(NAME, key, CONTEXT))
            .isInstanceOf(UnknownKeyException.class)
            .hasMessageContaining("audit-bodies");
        assertThatThrownBy(() -> kms.currentKek(NAME)).isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> kms.currentSigner(NAME)).isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> kms.signer(new KeyVersion(NAME, 1)))
            .isInstanceOf(UnknownKeyException.class);
      }
    }
  }

  @Test
  void createKek_addsAVersionAndKeepsTheOldOnesForUnwrapping() throws Exception {
    assertThat(kms.createKek(NAME)).isEqualTo(new KeyVersion(NAME, 1));
    WrappedDataKey old = wrapNew(NAME);
    assertThat(kms.createKek(NAME)).isEqualTo(new KeyVersion(NAME, 2));
    assertThat(kms.createKek(OTHER)).isEqualTo(new KeyVersion(OTHER, 1));

    assertThat(kms.currentKek(NAME).version()).isEqualTo(2);
    assertThat(wrapNew(NAME).kek().version()).isEqualTo(2);
    kms.unwrap(old, CONTEXT).close();
  }

  @Test
  void rewrap_movesTheSameDataKeyToTheNewestVersion() throws Exception {
    kms.createKek(NAME);
    WrappedDataKey old;
    SealedValue sealed;
    try (DataKey key = DataKey.draw()) {
      sealed = key.seal(bytes("content"), CONTEXT);
      old = kms.wrap(NAME, key, CONTEXT);
    }
    assertThat(kms.rewrap(old, CONTEXT)).isSameAs(old);
    kms.createKek(NAME);

    WrappedDataKey rewrapped = kms.rewrap(old, CONTEXT);

    assertThat(rewrapped.kek().version()).isEqualTo(2);
    try (DataKey key = kms.unwrap(rewrapped, CONTEXT)) {
      assertThat(key.open(sealed, CONTEXT)).isEqualTo(bytes("content"));
    }
  }

  @Test
  void wrap_ofAClosedKeyFails() {
    kms.createKek(NAME);
    DataKey key = DataKey.draw();
    key.close();

    assertThatThrownBy(() -> kms.wrap(NAME, key, CONTEXT)).isInstanceOf(KeyClosedException.class);
  }

  @Test
  void signer_signsWithItsVersion() {
    KeyVersion first = kms.createSigner(NAME);
    KeyVersion second = kms.createSigner(NAME);
    Signer old = kms.signer(first);
    Signer current = kms.signer(kms.currentSigner(NAME));

    byte[] signature = current.sign(bytes("checkpoint"));

    assertThat(second.version()).isEqualTo(2);
    assertThat(current.verificationKey().verifies(bytes("checkpoint"), signature)).isTrue();
    assertThat(old.verificationKey().verifies(bytes("checkpoint"), signature)).isFalse();
    assertThat(kms.signer(second).sign(bytes("checkpoint"))).isEqualTo(signature);
  }

  @Test
  void wrappingAndSigningKeys_ofOneNameAreApart() {
    kms.createSigner(NAME);

    assertThatThrownBy(() -> kms.currentKek(NAME)).isInstanceOf(UnknownKeyException.class);
    assertThat(kms.createKek(NAME).version()).isEqualTo(1);
  }

  @Test
  void create_byManyAtOnceNeverGivesANumberTwice() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Integer>> creations = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      creations.add(() -> kms.createKek(NAME).version());
    }

    List<Integer> versions = new ArrayList<>();
    for (Future<Integer> version : threads.invokeAll(creations)) {
      versions.add(version.get());
    }
    threads.shutdown();

    assertThat(versions).doesNotHaveDuplicates().hasSize(16);
    assertThat(kms.currentKek(NAME).version()).isEqualTo(16);
  }

  WrappedDataKey wrapNew(KeyName name) {
    try (DataKey key = DataKey.draw()) {
      return kms.wrap(name, key, CONTEXT);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
