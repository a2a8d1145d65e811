package dev.tallystick.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SeedTest {
  @Test
  void nonce_isTheHmacOfThePartsName() {
    Seed seed = Seed.copyOf(HexFormat.of().parseHex("0b".repeat(32)));

    // printf stub | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b0b…
    assertThat(HexFormat.of().formatHex(seed.nonce(PartName.STUB)))
        .isEqualTo("4f7003bc5cca73f668f8ee1f6e61ec751bc7f154b68d5324204bd64d2c6dacf9");
    assertThat(seed.nonce(PartName.BODY)).isNotEqualTo(seed.nonce(PartName.INTERNAL));
  }

  @Test
  void draw_takesItsBytesFromTheRandomSource() {
    SecureRandom random = new SecureRandom();

    Seed seed = Seed.draw(random);

    assertThat(seed).isNotEqualTo(Seed.draw(random)).isNotEqualTo(Seed.copyOf(new byte[32]));
    assertThat(Seed.fromBase64Url(seed.base64Url())).isEqualTo(seed).hasSameHashCodeAs(seed);
  }

  @Test
  void toString_doesNotShowIt() {
    assertThat(Seed.copyOf(new byte[32])).hasToString("Seed[redacted]");
  }

  @Test
  void copyOf_isNotChangedThroughTheArray() {
    byte[] bytes = new byte[32];
    Seed seed = Seed.copyOf(bytes);

    bytes[0] = 1;

    assertThat(seed).isEqualTo(Seed.copyOf(new byte[32]));
  }

  @Test
  void copyOf_refusesOtherLengths() {
    assertThatThrownBy(() -> Seed.copyOf(new byte[31])).hasMessage("a seed has 32 bytes");
  }

  @Test
  void fromBase64Url_takesOneSpellingOnly() {
    String text = Seed.copyOf(new byte[32]).base64Url();

    for (String other :
        new String[] {
          "", text + "=", text.replaceAll(".$", "B"), text + "A", "!" + text.substring(1)
        }) {
      assertThatThrownBy(() -> Seed.fromBase64Url(other))
          .as(other)
          .hasMessage("a seed is 32 bytes in base64url without padding");
    }
  }
}
