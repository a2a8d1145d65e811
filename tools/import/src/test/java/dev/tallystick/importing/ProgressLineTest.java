package dev.tallystick.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(
        new ProgressLine.Screen(new PrintStream(written, true, StandardCharsets.UTF_8), terminal),
        now::get,
        "import",
        1_000,
        () -> "7 rows/s");
  }

  @Test
  void text_tellsPartRateAndTimeLeft() {
    assertThat(line(true).text(250, Duration.ofSeconds(30)))
        .isEqualTo("import   [######..................]  25 %  7 rows/s  1 min 30 s left");
  }

  @Test
  void accept_writesNowAndThenOnly() {
    ProgressLine line = line(false);
    for (int i = 0; i < 100; i++) {
      now.set(Instant.EPOCH.plusMillis(i * 100L));
      line.accept(i * 10L);
    }

    assertThat(written.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }
}
