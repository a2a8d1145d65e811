package dev.tallystick.tally.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.tally.SampleKeys;
import dev.tallystick.tally.SampleLog;
import dev.tallystick.tally.WitnessRequests;
import dev.tallystick.tally.state.DurableFolder;
import dev.tallystick.tlog.Cosigner;
import dev.tallystick.tlog.Witness;
import dev.tallystick.tlog.WitnessState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWitnessStoreTest {
  private static final Cosigner QUAY = SampleKeys.witness("quay", 3);

  @TempDir private Path path;
  private final AtomicLong clock = new AtomicLong(1_767_324_900);

  @SuppressWarnings("NullAway.Init") // set before each test
  private DurableFolder folder;

  @BeforeEach
  void openFolder() throws Exception {
    folder = DurableFolder.open(path);
  }

  @AfterEach
  void closeFolder() throws Exception {
    folder.close();
  }

  private FileWitnessStore open() throws IOException {
    return FileWitnessStore.open(folder, QUAY.verifierKey(), List.of(SampleLog.ORIGIN));
  }

  private Witness witness(FileWitnessStore store) {
    return new Witness(QUAY, List.of(SampleLog.KEY.verifierKey()), store, clock::incrementAndGet);
  }

  private static WitnessState latest(FileWitnessStore store) throws IOException {
    return store.latest(SampleLog.ORIGIN);
  }

  @Test
  void replace_isReadBackByTheNextStore() throws Exception {
    FileWitnessStore store = open();
    witness(store).addCheckpoint(WitnessRequests.grow(0, 5));

    assertThat(latest(store).size()).isEqualTo(5);
    assertThat(latest(open())).isEqualTo(latest(store));
  }

  @Test
  void replace_isRefusedForAStateThatIsGone() throws Exception {
    FileWitnessStore store = open();
    WitnessState nothing = latest(store);
    witness(store).addCheckpoint(WitnessRequests.grow(0, 5));
    WitnessState five = latest(store);
    witness(store).addCheckpoint(WitnessRequests.grow(5, 7));

    assertThat(store.replace(nothing, five)).isFalse();
    assertThat(store.replace(five, five)).isFalse();
    assertThat(latest(store).size()).isEqualTo(7);
    assertThat(latest(open()).size()).isEqualTo(7);
  }

  @Test
  void replace_thatFailedIsFollowedByNothing() throws Exception {
    FileWitnessStore store = open();
    Witness witness = witness(store);
    witness.addCheckpoint(WitnessRequests.grow(0, 5));
    Path unfinished = path.resolve(FileWitnessStore.name(SampleLog.ORIGIN) + ".tmp");
    Files.createDirectory(unfinished);
    assertThatThrownBy(() -> witness.addCheckpoint(WitnessRequests.grow(5, 7)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be written");
    Files.delete(unfinished);

    assertThatThrownBy(() -> witness.addCheckpoint(WitnessRequests.grow(5, 7)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("an earlier write failed: ");
    assertThat(witness(open()).addCheckpoint(WitnessRequests.grow(5, 7)).isCosigned()).isTrue();
  }

  @Test
  void requestsAtOnce_leaveTheLargest() throws Exception {
    FileWitnessStore store = open();
    Witness witness = witness(store);
    AtomicInteger cosigned = new AtomicInteger();
    List<Thread> threads =
        List.of(1, 2, 3, 5).stream()
            .map(step -> new Thread(() -> grow(witness, step, cosigned)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(cosigned.get()).isGreaterThanOrEqualTo(60);
    assertThat(latest(store).size()).isEqualTo(cosigned.get());
    assertThat(latest(open())).isEqualTo(latest(store));
  }

  /** Grows the log until it has 60 entries, and notes the largest size that was cosigned. */
  private static void grow(Witness witness, int step, AtomicInteger cosigned) {
    int known = 0;
    try {
      while (known < 60) {
        var answer = witness.addCheckpoint(WitnessRequests.grow(known, known + step));
        if (answer.isCosigned()) {
          known += step;
          cosigned.accumulateAndGet(known, Math::max);
        } else {
          known = (int) answer.latestSize().orElse(known);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
