package dev.tallystick.vault.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.deposit.StagedBatch.Result;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StagingLaneTest {
  private static final List<Admitted> LINES = List.of();

  private final ExecutorService threads = Executors.newFixedThreadPool(StagingLane.AT_ONCE);
  private final AtomicInteger released = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private StagingLane lane(StagingLane.Stage stage) {
    return new StagingLane(threads, stage, released::incrementAndGet);
  }

  @Test
  void stage_letsTheReaderGetAsFarAheadAsBatchesAreStagedAtOnce() throws Exception {
    CountDownLatch database = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    StagingLane lane =
        lane(
            (chunk, platform, lines) -> {
              begun.incrementAndGet();
              await(database);
              return new Result(List.of(), List.of());
            });
    for (int i = 0; i < StagingLane.AT_ONCE; i++) {
      assertThat(lane.stage("chk", "mall-east", LINES)).isEmpty();
    }
    CountDownLatch next = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              assertThat(lane.stage("chk", "mall-east", LINES)).isPresent();
              next.countDown();
            });
    reader.start();

    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .failFast("it does not wait for the first", () -> next.getCount() == 0)
        .until(() -> reader.getState() == Thread.State.WAITING);
    assertThat(begun).hasValueLessThanOrEqualTo(StagingLane.AT_ONCE);
    database.countDown();

    assertThat(next.await(60, TimeUnit.SECONDS)).isTrue();
    reader.join();
    for (int i = 0; i < StagingLane.AT_ONCE; i++) {
      assertThat(lane.awaitOldest()).isPresent();
    }
    assertThat(lane.awaitOldest()).isEmpty();
  }

  @Test
  void results_areToldInTheOrderOfTheBatches() {
    CountDownLatch second = new CountDownLatch(1);
    List<LineOutcome> unstored =
        List.of(new LineOutcome.Duplicate(1, "SHOPPING.ORDER", "rec_first"));
    StagingLane lane =
        lane(
            (chunk, platform, lines) -> {
              if (chunk.equals("first")) {
                await(second);
                return new Result(List.of(), unstored);
              }
              second.countDown();
              return new Result(List.of(), List.of());
            });
    lane.stage("first", "mall-east", LINES);
    lane.stage("second", "mall-east", LINES);

    assertThat(lane.awaitOldest().orElseThrow().unstored()).isEqualTo(unstored);
    assertThat(lane.awaitOldest().orElseThrow().unstored()).isEmpty();
  }

  @Test
  void failure_ofABatch_reachesTheReaderAndTheLaneIsGivenBack() {
    StagingLane lane =
        lane(
            (chunk, platform, lines) -> {
              throw new IllegalArgumentException("the batch");
            });

    try (lane) {
      lane.stage("chk", "mall-east", LINES);
      assertThatThrownBy(lane::awaitOldest).hasMessage("the batch");
    }

    assertThat(released).hasValue(1);
  }

  @Test
  void settle_waitsForWhatIsUnderWay() {
    AtomicInteger done = new AtomicInteger();
    StagingLane lane =
        lane(
            (chunk, platform, lines) -> {
              done.incrementAndGet();
              throw new IllegalStateException("whatever");
            });
    lane.stage("chk", "mall-east", LINES);

    lane.close();

    assertThat(done).hasValue(1);
    assertThat(released).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
