package dev.tallystick.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.tlog.Hash;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the golden vectors do not show: bounds, and that nothing stands for something else. */
class EntryHashTest {
  private static final byte[] NONE = {};

  @Test
  void part_dependsOnNameNonceAndContent() {
    byte[] nonce = new byte[32];
    byte[] otherNonce = new byte[32];
    otherNonce[31] = 1;
    Set<Hash> hashes = new HashSet<>();

    for (PartName part : PartName.ALL) {
      for (byte[] canonical : List.of(NONE, new byte[] {'{', '}'})) {
        hashes.add(EntryHash.part(part, nonce, canonical));
        hashes.add(EntryHash.part(part, otherNonce, canonical));
      }
    }

    assertThat(hashes).hasSize(12);
  }

  @Test
  void part_refusesANonceOfAnotherLength() {
    assertThatThrownBy(() -> EntryHash.part(PartName.STUB, new byte[33], NONE))
        .hasMessage("a nonce has 32 bytes");
  }

  @Test
  void entry_refusesTimesThatNoEntryHas() {
    Hash hash = Hash.sha256(NONE);
    PartHashes parts = new PartHashes(hash, hash, hash);

    assertThatThrownBy(() -> EntryHash.entry(-1, parts)).hasMessageContaining("recordedMillis");
    assertThatThrownBy(() -> EntryHash.entry(1L << 53, parts))
        .hasMessageContaining("recordedMillis");
    assertThat(EntryHash.entry(0, parts)).isNotEqualTo(EntryHash.entry(1, parts));
  }

  @Test
  void label_isTheHashOfPrefixAndKey() {
    // printf 'tallystick/label/v1\0party/mall-east' | sha256sum
    assertThat(EventLabels.ofParty("mall-east").hex())
        .isEqualTo("1a455efcd6bd77cee0b21e13764fa407380c6824b65105c8356ba29aa8f0f70d");
    assertThat(EventLabels.ofSubject("sub_a")).isEqualTo(EventLabels.label("subject/sub_a"));
    assertThat(EventLabels.ofSealed("court")).isEqualTo(EventLabels.label("sealed/court"));
  }
}
