package dev.tallystick.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EnvelopesTest {
  private static final KeyName NAME = new KeyName("answers");
  private static final SealingContext HERE = SealingContext.of("test", "1");
  private static final byte[] VALUE = "sub_and_all_that".getBytes(UTF_8);

  private final Kms kms = new InMemoryKms();
  private final Envelopes envelopes = new Envelopes(kms, NAME);

  @Test
  void value_opensInAnotherProcessWithTheSameKms() throws Exception {
    byte[] sealed = envelopes.seal(VALUE, HERE);

    assertThat(new String(sealed, UTF_8)).doesNotContain("sub_");
    assertThat(new Envelopes(kms, NAME).open(sealed, HERE)).isEqualTo(VALUE);
    assertThat(envelopes.open(envelopes.seal(VALUE, HERE), HERE)).isEqualTo(VALUE);
  }

  @Test
  void value_opensNowhereElse() {
    byte[] sealed = envelopes.seal(VALUE, HERE);
    byte[] changed = sealed.clone();
    changed[changed.length - 1] ^= 1;

    assertThatThrownBy(() -> envelopes.open(sealed, SealingContext.of("test", "2")))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> envelopes.open(changed, HERE)).isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> envelopes.open(VALUE, HERE)).isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> envelopes.open(new byte[1], HERE))
        .isInstanceOf(SealBrokenException.class);
    assertThatThrownBy(() -> new Envelopes(new InMemoryKms(), NAME).open(sealed, HERE))
        .isInstanceOf(UnknownKeyException.class);
  }
}
