package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelListTest {
  private static final int MOST = 40;

  /** Entry i of the list is entry 3i + 1 of the log. */
  private static LabelList list(int count) {
    return LabelList.of(IntStream.range(0, count).mapToObj(LabelListTest::entry).toList());
  }

  private static ListEntry entry(int i) {
    return new ListEntry(3L * i + 1, Hash.copyOf(NaiveTree.entry(i)));
  }

  @Test
  void roots_areThoseOfTheLogsCode() {
    Frontier frontier = Frontier.EMPTY;
    for (int count = 0; count <= MOST; count++) {
      LabelList list = list(count);

      assertThat(list.count()).isEqualTo(count);
      assertThat(list.root())
          .isEqualTo(Merkle.root(list.entries().stream().map(ListEntry::leafHash).toList()));
      assertThat(list.frontier()).isEqualTo(frontier);
      frontier = frontier.append(entry(count).leafHash());
    }
  }

  @Test
  void page_isProvedEntryByEntry() {
    for (int count = 1; count <= MOST; count++) {
      LabelList list = list(count);
      for (int place = 0; place < count; place++) {
        InclusionProof proof = list.inclusionProof(place);

        assertThat(proof.proves(entry(place).leafHash(), count, list.root())).isTrue();
        assertThat(proof.proves(entry(place + 1).leafHash(), count, list.root())).isFalse();
        assertThat(proof.proves(entry(place).leafHash(), count, list(count + 1).root())).isFalse();
      }
    }
  }

  @Test
  void savedAnswer_extendsByAConsistencyProof() {
    for (int count = 1; count <= MOST; count++) {
      LabelList list = list(count);
      for (int old = 1; old <= count; old++) {
        ConsistencyProof proof = list.consistencyProof(old);

        assertThat(proof.proves(list(old).root(), count, list.root())).isTrue();
        assertThat(proof.proves(list(old + 1).root(), count, list.root())).isFalse();
      }
    }
  }

  /** The log index is in the leaf: an entry cannot be said to be elsewhere in the log. */
  @Test
  void leaf_holdsPlaceAndEntry() {
    ListEntry entry = new ListEntry(0x0102030405L, Merkle.EMPTY_ROOT);

    assertThat(entry.toByteArray())
        .hasSize(40)
        .startsWith(0, 0, 0, 1, 2, 3, 4, 5)
        .endsWith(Merkle.EMPTY_ROOT.toByteArray());
    assertThat(entry.leafHash())
        .isEqualTo(Hash.sha256(new byte[] {0}, entry.toByteArray()))
        .isNotEqualTo(new ListEntry(0x0102030406L, Merkle.EMPTY_ROOT).leafHash());
  }

  @Test
  void of_refusesWhatIsNotInLogOrder() {
    ListEntry third = entry(3);
    assertThatThrownBy(() -> LabelList.of(List.of(third, entry(2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("log index 7 does not come after 10");
    assertThatThrownBy(() -> LabelList.of(List.of(third, third)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("log index 10 does not come after 10");
    assertThatThrownBy(() -> new ListEntry(-1, Merkle.EMPTY_ROOT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
