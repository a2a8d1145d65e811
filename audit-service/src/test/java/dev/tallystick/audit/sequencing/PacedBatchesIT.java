package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.Answered;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What comes right after a batch is gathered into one, and answered as if it had come together. */
class PacedBatchesIT {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  @Test
  void append_gathersWhatComesRightAfterABatch() {
    Clock clock = Clock.systemUTC();
    TestEvents events = new TestEvents(clock);
    try (TestLog log = TestLog.create(clock, store -> store, INTERVAL)) {
      // The first batch of a process may take as long as the interval.
      log.append(TestEvents.CLIENT, consent(events, 0));
      AppendOutcome before = log.append(TestEvents.CLIENT, consent(events, 1));
      List<CompletableFuture<List<Answered>>> next = new ArrayList<>();
      for (int i = 2; i <= 6; i++) {
        next.add(log.submit(TestEvents.CLIENT, consent(events, i)));
      }

      List<Long> sizes =
          next.stream().map(one -> size(TestLog.await(one).get(0).outcome())).toList();

      assertThat(size(before)).isEqualTo(2);
      assertThat(sizes).containsOnly(7L);
      assertThat(log.check()).isEqualTo(7);
    }
  }

  private static byte[] consent(TestEvents events, int number) {
    String consent = "con_0198c0de-0000-7000-8002-%012d".formatted(number);
    return events.consent(consent, Map.of("consent/" + consent, 0L));
  }

  /** The size of the tree that the answer's checkpoint covers. */
  private static long size(AppendOutcome outcome) {
    String text = ((AppendOutcome.Logged) outcome).batch().checkpoint().text();
    return Long.parseLong(text.split("\n", -1)[1]);
  }
}
