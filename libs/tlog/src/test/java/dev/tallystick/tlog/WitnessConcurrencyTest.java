package dev.tallystick.tlog;

import static dev.tallystick.tlog.WitnessSamples.MOST;
import static dev.tallystick.tlog.WitnessSamples.checkpoint;
import static dev.tallystick.tlog.WitnessSamples.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WitnessConcurrencyTest {
  private static final boolean ENDURANCE = Boolean.getBoolean("tallystick.endurance");
  private static final int ROUNDS = ENDURANCE ? 2_000 : 30;
  private static final int THREADS = 4;

  /** Notes each state that takes the place of another, in the order in which they do. */
  private static final class RecordingStore implements WitnessStore {
    private final InMemoryWitnessStore store = new InMemoryWitnessStore();
    private final List<WitnessState> kept = new ArrayList<>();

    @Override
    public WitnessState latest(String origin) {
      return store.latest(origin);
    }

    @Override
    public synchronized boolean replace(WitnessState expected, WitnessState next)
        throws IOException {
      boolean isReplaced = store.replace(expected, next);
      if (isReplaced) {
        kept.add(next);
      }
      return isReplaced;
    }
  }

  @Test
  void requestsAtOnce_neverTakeTheWitnessBack() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int round = 0; round < ROUNDS; round++) {
      RecordingStore store = new RecordingStore();
      AtomicLong clock = new AtomicLong(1_767_324_900);
      Witness witness =
          new Witness(
              TestKeys.WITNESS_1,
              List.of(TestKeys.LOG.verifierKey()),
              store,
              clock::incrementAndGet);
      List<Future<Integer>> cosigned = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(31L * round + i);
        cosigned.add(threads.submit(() -> askUntilTheEnd(witness, random)));
      }
      int answers = 0;
      for (Future<Integer> future : cosigned) {
        answers += future.get();
      }

      assertThat(store.kept).as("round %d", round).hasSize(answers);
      assertThat(store.kept.get(answers - 1).size()).isEqualTo(MOST);
      for (int i = 1; i < answers; i++) {
        assertThat(store.kept.get(i).size()).isGreaterThanOrEqualTo(store.kept.get(i - 1).size());
        assertThat(store.kept.get(i).time()).isGreaterThan(store.kept.get(i - 1).time());
      }
      for (WitnessState state : store.kept) {
        assertThat(state.root()).isEqualTo(checkpoint((int) state.size()).root());
      }
    }
    threads.shutdown();
  }

  /** Asks for larger and larger checkpoints, from the size that the last answer told. */
  private static int askUntilTheEnd(Witness witness, Random random) throws Exception {
    int cosigned = 0;
    int known = 0;
    while (known < MOST) {
      int size = known + 1 + random.nextInt(MOST - known);
      WitnessAnswer answer = witness.addCheckpoint(request(known, size));
      if (answer.isCosigned()) {
        cosigned++;
        known = size;
      } else {
        // A clock that another thread has read later is behind; then the size is as it was.
        known = (int) answer.latestSize().orElse(known);
      }
    }
    return cosigned;
  }
}
