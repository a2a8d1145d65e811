package dev.tallystick.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bench.event.Population;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSummaryTest {
  @Test
  void print_namesWhatWorkedAndAllocated(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("work.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.enable("jdk.ObjectAllocationSample").with("throttle", "1000/s");
      recording.start();
      work(Duration.ofSeconds(2));
      recording.stop();
      recording.dump(file);
    }

    RecordingSummary summary = RecordingSummary.of(file);

    assertThat(summary.samples()).isPositive();
    assertThat(printed(summary))
        .contains("CPU by thread", "allocation by class", "[B")
        .containsPattern("bench\\.event\\.Population\\.|tlog\\.Hash\\.");
  }

  private static void work(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long seed = 0; System.nanoTime() - end < 0; seed++) {
      assertThat(new Population(1_000, seed)).isNotNull();
    }
  }

  private static String printed(RecordingSummary summary) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    summary.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
