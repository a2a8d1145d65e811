package dev.tallystick.audit.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.tlog.Trie;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class IndexSnapshotsTest {
  private final IndexSnapshots snapshots = new IndexSnapshots();

  @Test
  void newestWithin_isTheNewestWhoseRootTheLogOfThatSizeHas() {
    assertThat(snapshots.newestWithin(100)).isEmpty();
    for (int number = 1; number <= 6; number++) {
      snapshots.publish(snapshot(number));
    }

    assertThat(snapshots.newest()).hasValue(snapshot(6));
    assertThat(snapshots.newestWithin(61)).as("the root at 60").hasValue(snapshot(6));
    assertThat(snapshots.newestWithin(60)).as("the root at 60 is not in it").hasValue(snapshot(5));
    assertThat(snapshots.newestWithin(31)).hasValue(snapshot(3));
    assertThat(snapshots.newestWithin(30)).as("older than what is kept").hasValue(snapshot(6));
  }

  /** Root number n is at index 10 n. */
  private static IndexSnapshot snapshot(int number) {
    OptionalLong previous =
        number == 1 ? OptionalLong.empty() : OptionalLong.of(10L * (number - 1));
    IndexRoot root = new IndexRoot(number, Trie.EMPTY.root(), 10L * number, previous);
    return new IndexSnapshot(new LoggedRoot(root, 10L * number, 1_000L * number), Trie.EMPTY);
  }
}
