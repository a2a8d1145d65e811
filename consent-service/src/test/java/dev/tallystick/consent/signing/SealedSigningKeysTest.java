package dev.tallystick.consent.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.keys.InMemoryKms;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.keys.UnknownKeyException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SealedSigningKeysTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final InMemoryKms kms = new InMemoryKms();
  private final SealedSigningKeys sealed = new SealedSigningKeys(kms);

  @Test
  void open_ofADrawnKey_signsWhatItsPublicHalfVerifies() {
    SigningKeyEntity row = sealed.draw(NOW);

    SigningKey key = new SealedSigningKeys(kms).open(row);

    byte[] message = "a decision".getBytes(UTF_8);
    assertThat(key.verificationKey().keyId()).isEqualTo(row.kid);
    assertThat(key.verificationKey().toByteArray()).isEqualTo(row.publicKey);
    assertThat(key.verificationKey().verifies(message, key.sign(message))).isTrue();
    assertThat(row.createdAt).isEqualTo(NOW);
  }

  @Test
  void draw_twice_givesTwoKeysUnderOneWrappingKey() {
    SigningKeyEntity one = sealed.draw(NOW);
    SigningKeyEntity other = sealed.draw(NOW);

    assertThat(other.kid).isNotEqualTo(one.kid);
    assertThat(sealed.open(one).verificationKey())
        .isNotEqualTo(sealed.open(other).verificationKey());
  }

  @Test
  void open_withoutTheKmsThatSealedIt_fails() {
    SigningKeyEntity row = sealed.draw(NOW);

    SealedSigningKeys elsewhere = new SealedSigningKeys(new InMemoryKms());

    assertThatThrownBy(() -> elsewhere.open(row)).isInstanceOf(UnknownKeyException.class);
  }

  @Test
  void open_ofARowThatTradesItsSeed_fails() {
    SigningKeyEntity one = sealed.draw(NOW);
    SigningKeyEntity other = sealed.draw(NOW);

    SigningKeyEntity traded =
        new SigningKeyEntity(one.kid, one.publicKey, other.wrappedKey, other.sealedSeed, NOW);

    assertThatThrownBy(() -> sealed.open(traded)).hasMessageContaining("does not open");
  }

  @Test
  void open_ofARowWithAnotherPublicKey_fails() {
    SigningKeyEntity one = sealed.draw(NOW);
    SigningKeyEntity other = sealed.draw(NOW);

    SigningKeyEntity lying =
        new SigningKeyEntity(one.kid, other.publicKey, one.wrappedKey, one.sealedSeed, NOW);

    assertThatThrownBy(() -> sealed.open(lying)).hasMessageContaining("another public key");
  }

  @Test
  void open_ofAChangedSeed_fails() {
    SigningKeyEntity row = sealed.draw(NOW);

    for (int bit = 0; bit < row.sealedSeed.length * 8; bit++) {
      byte[] changed = row.sealedSeed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      SigningKeyEntity broken =
          new SigningKeyEntity(row.kid, row.publicKey, row.wrappedKey, changed, NOW);
      assertThatThrownBy(() -> sealed.open(broken)).as("bit %d", bit).hasMessageContaining("open");
    }
  }
}
