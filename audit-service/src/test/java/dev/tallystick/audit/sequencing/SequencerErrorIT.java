package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An error that ends the sequencer is told to whoever can end the process. */
class SequencerErrorIT {
  @Test
  void error_endsTheThreadAndIsTold() throws Exception {
    try (TestLog log = TestLog.create(Clock.systemUTC(), store -> store)) {
      CompletableFuture<Boolean> told = new CompletableFuture<>();
      Sequencer sequencer =
          new Sequencer(
              lookUp -> {
                throw new AssertionError("made to fail");
              },
              log.seal,
              log.signer,
              log.clock,
              new Sequencer.Committed(log.head, log.fresh));
      SequencerThread[] thread = new SequencerThread[1];
      thread[0] =
          new SequencerThread(
              sequencer,
              new Pace(Duration.ZERO),
              1000,
              1 << 26,
              () -> told.complete(thread[0].isRunning()));

      thread[0].start();

      assertThat(told.get(60, TimeUnit.SECONDS)).as("still taken to be running").isFalse();
      assertThat(thread[0].offer(List.of())).isFalse();
      thread[0].close();
    }
  }

  @Test
  void close_isNoError() throws Exception {
    try (TestLog log = TestLog.create(Clock.systemUTC(), store -> store)) {
      CompletableFuture<Void> told = new CompletableFuture<>();
      Sequencer sequencer =
          new Sequencer(
              log.store(),
              log.seal,
              log.signer,
              log.clock,
              new Sequencer.Committed(log.head, log.fresh));
      SequencerThread thread =
          new SequencerThread(
              sequencer, new Pace(Duration.ZERO), 1000, 1 << 26, () -> told.complete(null));

      thread.start();
      thread.close();

      assertThat(told).isNotDone();
    }
  }
}
