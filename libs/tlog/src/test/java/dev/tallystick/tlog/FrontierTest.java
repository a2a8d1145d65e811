package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontierTest {
  private static final int MAX_SIZE = 300;

  private final NaiveTree tree = new NaiveTree(MAX_SIZE);

  @Test
  void append_keepsToTheDefinition() {
    Frontier frontier = Frontier.EMPTY;
    for (int size = 0; size < MAX_SIZE; size++) {
      assertThat(frontier.size()).isEqualTo(size);
      assertThat(frontier.hashes()).as("size %d", size).isEqualTo(tree.frontier(size));
      assertThat(frontier.root()).as("size %d", size).isEqualTo(tree.root(size));
      frontier = frontier.append(tree.leaf(size));
    }
  }

  @Test
  void append_leavesTheOldFrontierAsItWas() {
    Frontier three = Frontier.of(3, tree.frontier(3));

    three.append(tree.leaf(3));

    assertThat(three).isEqualTo(Frontier.of(3, tree.frontier(3)));
  }

  @Test
  void append_refusesToOverflow() {
    Frontier full = Frontier.of(Long.MAX_VALUE, Collections.nCopies(63, tree.leaf(0)));

    assertThatThrownBy(() -> full.append(tree.leaf(0))).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void toByteArray_isReadBack() {
    for (int size = 0; size < MAX_SIZE; size++) {
      Frontier frontier = Frontier.of(size, tree.frontier(size));

      byte[] bytes = frontier.toByteArray();

      assertThat(bytes).hasSize(8 + 32 * Integer.bitCount(size));
      assertThat(Frontier.parse(bytes)).as("size %d", size).isEqualTo(frontier);
    }
  }

  @Test
  void toByteArray_isTheSizeAndTheHashes() {
    byte[] bytes = Frontier.of(5, tree.frontier(5)).toByteArray();

    assertThat(Arrays.copyOf(bytes, 8)).containsExactly(0, 0, 0, 0, 0, 0, 0, 5);
    assertThat(Hash.copyOf(bytes, 8)).isEqualTo(tree.mth(0, 4));
    assertThat(Hash.copyOf(bytes, 40)).isEqualTo(tree.leaf(4));
  }

  @Test
  void parse_refusesEverythingElse() {
    byte[] bytes = Frontier.of(5, tree.frontier(5)).toByteArray();
    byte[] anotherSize = bytes.clone();
    anotherSize[7] = 7;
    byte[] negative = bytes.clone();
    negative[0] = (byte) 0x80;

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Frontier.parse(cut))
          .as("%d bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (byte[] wrong :
        List.of(Arrays.copyOf(bytes, bytes.length + 1), Arrays.copyOf(bytes, bytes.length + 32))) {
      assertThatThrownBy(() -> Frontier.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Frontier.parse(anotherSize))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the frontier of size 7 has 3 hashes, not 2");
    assertThatThrownBy(() -> Frontier.parse(negative))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative tree size -9223372036854775803");
  }
}
