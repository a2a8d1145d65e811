package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HashTest {
  /** FIPS 180-4 example: SHA-256 of "abc". */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void sha256_joinsItsParts() {
    assertThat(Hash.sha256("abc".getBytes(US_ASCII)).hex()).isEqualTo(ABC);
    assertThat(Hash.sha256("a".getBytes(US_ASCII), new byte[0], "bc".getBytes(US_ASCII)).hex())
        .isEqualTo(ABC);
  }

  @Test
  @SuppressWarnings("NullAway") // the null is the fault that is being made
  void sha256_afterAFailureStartsAfresh() {
    assertThatThrownBy(() -> Hash.sha256("a".getBytes(US_ASCII), null))
        .isInstanceOf(NullPointerException.class);

    assertThat(Hash.sha256("abc".getBytes(US_ASCII)).hex()).isEqualTo(ABC);
  }

  @Test
  void copyOf_isNotTouchedByItsSource() {
    byte[] bytes = Hash.fromHex(ABC).toByteArray();
    Hash copied = Hash.copyOf(bytes);

    bytes[0] ^= 1;
    copied.toByteArray()[1] ^= 1;

    assertThat(copied.hex()).isEqualTo(ABC);
  }

  @Test
  void copyOf_takesTheBytesAtTheOffset() {
    byte[] bytes = new byte[40];
    Hash.fromHex(ABC).copyTo(bytes, 5);

    assertThat(Hash.copyOf(bytes, 5).hex()).isEqualTo(ABC);
    assertThatThrownBy(() -> Hash.copyOf(bytes, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no 32 bytes at offset 9 of 40");
    assertThatThrownBy(() -> Hash.copyOf(bytes, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takeOwnershipOf_refusesAnotherLength() {
    assertThatThrownBy(() -> Hash.takeOwnershipOf(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a hash has 32 bytes, not 31");
  }

  @Test
  void updateInto_feedsAllBytes() throws Exception {
    Hash hash = Hash.fromHex(ABC);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");

    hash.updateInto(digest);

    assertThat(Hash.copyOf(digest.digest())).isEqualTo(Hash.sha256(hash.toByteArray()));
  }

  @Test
  void fromHex_takesOneSpelling() {
    assertThat(Hash.fromHex(ABC).toString()).isEqualTo(ABC);
    for (String wrong :
        List.of(ABC.toUpperCase(Locale.ROOT), ABC + "00", "", ABC.replace('b', 'g'))) {
      assertThatThrownBy(() -> Hash.fromHex(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void fromBase64_takesOneSpelling() {
    String base64 = Hash.fromHex(ABC).base64();
    assertThat(base64).hasSize(44);
    assertThat(Hash.fromBase64(base64).hex()).isEqualTo(ABC);

    String strayBits = base64.substring(0, 42) + "1=";
    String urlAlphabet = base64.replace('/', '_').replace('+', '-');
    assertThat(urlAlphabet).isNotEqualTo(base64);
    for (String wrong :
        List.of(strayBits, base64.substring(0, 43), urlAlphabet, base64 + "\n", "", "AAAA")) {
      assertThatThrownBy(() -> Hash.fromBase64(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void compareTo_isUnsignedAndAgreesWithEquals() {
    Hash low = Hash.fromHex("7f" + ABC.substring(2));
    Hash high = Hash.fromHex("80" + ABC.substring(2));

    assertThat(low).isLessThan(high);
    assertThat(low).isNotEqualTo(high);
    assertThat(low)
        .isEqualByComparingTo(Hash.copyOf(low.toByteArray()))
        .isEqualTo(Hash.copyOf(low.toByteArray()))
        .hasSameHashCodeAs(Hash.copyOf(low.toByteArray()));
  }
}
