package dev.tallystick.audit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventClass;
import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreshEntriesTest {
  private static final int WITH_BODY = 20;
  private static final int WITHOUT_BODY = 10;
  private static final EventId ID = EventId.fromString("019ca869-c918-7129-8702-49393bba8822");

  private final FreshEntries fresh = new FreshEntries(List.of(WITH_BODY));

  private void add(long index, int type, int bytes) {
    fresh.add(row(index, type, bytes), List.of(), false);
  }

  private static StoredEntry row(long index, int type, int bytes) {
    return new StoredEntry(
        new StoredEntry.Head(index, ID, type, 1),
        new StoredEntry.Commitment(
            new byte[32], new byte[64], Hash.copyOf(new byte[32]), Hash.copyOf(new byte[32])),
        new OpeningKeyId(0, EventClass.EXCHANGE),
        new byte[bytes]);
  }

  private static Hash label(int number) {
    return Hash.sha256(new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16)});
  }

  @Test
  void bodies_letTheOldestGoWhenTheyTakeTooMuch() {
    for (int i = 0; i < 12; i++) {
      add(i, WITH_BODY, 4 << 20);
    }

    assertThat(fresh.range(4, 12)).isEmpty();
    assertThat(fresh.range(5, 12)).hasValueSatisfying(kept -> assertThat(kept).hasSize(7));
  }

  @Test
  void bodies_thatAreNotReadTakeNothing() {
    for (int i = 0; i < 12; i++) {
      add(i, WITHOUT_BODY, 4 << 20);
    }

    assertThat(fresh.range(0, 12)).isPresent();
  }

  @Test
  void bodies_fromBeforeOthersWroteGoToo() {
    for (int i = 0; i < 7; i++) {
      add(i, WITH_BODY, 4 << 20);
    }
    for (int i = 1_000_000; i < 1_000_007; i++) {
      add(i, WITH_BODY, 4 << 20);
    }

    assertThat(fresh.range(1_000_000, 1_000_007)).isPresent();
    assertThat(fresh.range(0, 1)).isEmpty();
  }

  @Test
  void entry_thatNewerOnesHaveReplacedIsNotHere() {
    add(0, WITHOUT_BODY, 1);
    add(1 << 15, WITHOUT_BODY, 1);

    assertThat(fresh.range(0, 1)).isEmpty();
    assertThat(fresh.range(1 << 15, (1 << 15) + 1)).isPresent();
  }

  @Test
  void entry_comesBackAsItWasAdded() {
    StoredEntry first = row(7, WITHOUT_BODY, 1);
    StoredEntry second = row(8, WITH_BODY, 1);
    fresh.add(first, List.of(label(1), label(2)), false);
    fresh.add(second, List.of(label(3)), true);

    assertThat(fresh.range(7, 9).orElseThrow())
        .containsExactly(
            new FiledEntry(
                7, first.entry(), WITHOUT_BODY, false, List.of(label(1), label(2)), null),
            new FiledEntry(8, second.entry(), WITH_BODY, true, List.of(label(3)), second));
  }

  /** Labels of newer entries lie where its own did; it must not come back with theirs. */
  @Test
  void entry_whoseLabelsWereWrittenOver_isNotHere() {
    List<Hash> many = IntStream.range(0, 1 << 12).mapToObj(FreshEntriesTest::label).toList();
    for (int i = 0; i < 33; i++) {
      fresh.add(row(i, WITHOUT_BODY, 1), many, false);
    }

    assertThat(fresh.range(0, 1)).isEmpty();
    assertThat(fresh.range(1, 33).orElseThrow()).allMatch(one -> one.labels().equals(many));
  }
}
