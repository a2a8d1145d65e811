package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CosignerKeyTest {
  private final CosignerKey key = CosignerKey.fromSeed("witness.example/w1", TestKeys.seed("w1"));

  @Test
  void text_isReadBack() throws Exception {
    CosignerKey read = CosignerKey.parse(key.toSecretText());

    assertThat(read.toSecretText())
        .isEqualTo(key.toSecretText())
        .startsWith("PRIVATE+KEY+witness.example/w1+");
    assertThat(read.verifierKey()).isEqualTo(TestKeys.WITNESS_1.verifierKey());
    Checkpoint checkpoint = WitnessSamples.checkpoint(5);
    assertThat(read.cosigner().cosign(checkpoint, 1))
        .isEqualTo(TestKeys.WITNESS_1.cosign(checkpoint, 1));
  }

  @Test
  void parse_takesNoKeyOfALog() {
    assertThatThrownBy(() -> CosignerKey.parse(TestKeys.LOG.toSecretText()))
        .isInstanceOf(MalformedNoteKeyException.class)
        .hasMessage("a signer key is of type COSIGNATURE_V1, not ED25519");
    assertThatThrownBy(() -> SignerKey.parse(key.toSecretText()))
        .isInstanceOf(MalformedNoteKeyException.class)
        .hasMessage("a signer key is of type ED25519, not COSIGNATURE_V1");
  }

  @Test
  void parse_refusesEveryOtherSpelling() {
    for (String mutant : Mutants.of(key.toSecretText())) {
      assertThatThrownBy(() -> CosignerKey.parse(mutant))
          .as(mutant)
          .isInstanceOf(MalformedNoteKeyException.class)
          .hasMessageNotContaining(key.toSecretText());
    }
  }

  @Test
  void toString_doesNotShowTheSeed() {
    assertThat(key).hasToString("CosignerKey[witness.example/w1, redacted]");
  }
}
