package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
  private static final List<byte[]> ENTRIES =
      List.of(new byte[] {1, 2, 3}, new byte[0], new byte[300]);

  @Test
  void encode_putsTheLengthBeforeEachEntry() {
    byte[] bundle = EntryBundle.encode(ENTRIES);

    assertThat(bundle).hasSize(3 * 2 + 3 + 300);
    assertThat(HexFormat.of().formatHex(bundle, 0, 10)).isEqualTo("0003010203" + "0000" + "012c00");
  }

  @Test
  void encode_takesTheLargestEntryAndAFullBundle() throws Exception {
    byte[] largest = new byte[EntryBundle.MAX_ENTRY_SIZE];
    largest[largest.length - 1] = 7;

    byte[] bundle = EntryBundle.encode(Collections.nCopies(256, largest));

    EntryBundle decoded = EntryBundle.decode(bundle, 256);
    assertThat(decoded.size()).isEqualTo(256);
    assertThat(decoded.entry(255)).isEqualTo(largest);
  }

  @Test
  void encode_refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an entry has at most 65535 bytes, not 65536");
    assertThatThrownBy(() -> EntryBundle.encode(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no bundle has 0 entries");
    assertThatThrownBy(() -> EntryBundle.encode(Collections.nCopies(257, new byte[1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no bundle has 257 entries");
  }

  @Test
  void encodeHashes_isEncodeOfTheirBytes() {
    NaiveTree tree = new NaiveTree(3);

    assertThat(EntryBundle.encodeHashes(tree.leaves(0, 3)))
        .isEqualTo(
            EntryBundle.encode(
                IntStream.range(0, 3).mapToObj(i -> tree.leaf(i).toByteArray()).toList()));
  }

  @Test
  void decode_givesEntriesAndTheirLeafHashes() throws Exception {
    byte[] bytes = EntryBundle.encode(ENTRIES);

    EntryBundle bundle = EntryBundle.decode(bytes, 3);
    bytes[2] ^= 1;

    assertThat(bundle.size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(bundle.entry(i)).isEqualTo(ENTRIES.get(i));
      assertThat(bundle.leafHash(i)).isEqualTo(Merkle.leafHash(ENTRIES.get(i)));
    }
    assertThat(bundle.toByteArray()).isEqualTo(EntryBundle.encode(ENTRIES));
    assertThat(bundle).isEqualTo(EntryBundle.decode(EntryBundle.encode(ENTRIES), 3));
  }

  @Test
  void decode_refusesEachWayToBeWrong() {
    byte[] bytes = EntryBundle.encode(ENTRIES);

    assertRefused(bytes, 2, "302 bytes after entry 1, the last");
    assertRefused(bytes, 4, "3 entries, not 4, and 0 bytes");
    assertRefused(Arrays.copyOf(bytes, bytes.length - 1), 3, "entry 2 of 300 bytes has only 299");
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1), 3, "1 bytes after entry 2, the last");
    assertRefused(Arrays.copyOf(bytes, 8), 3, "2 entries, not 3, and 1 bytes");
    assertRefused(new byte[0], 1, "0 entries, not 1, and 0 bytes");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> EntryBundle.decode(cut, 3))
          .as("%d bytes", length)
          .isInstanceOf(MalformedEntryBundleException.class);
    }
  }

  private static void assertRefused(byte[] bytes, int width, String refusal) {
    assertThatThrownBy(() -> EntryBundle.decode(bytes, width))
        .isInstanceOf(MalformedEntryBundleException.class)
        .hasMessage(refusal);
  }
}
