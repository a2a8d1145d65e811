package dev.tallystick.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

/** What a service prints while the identity provider starts. */
class PeersAwayFilterTest {
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final PeersAwayFilter filter =
      new PeersAwayFilter(() -> java.time.Instant.ofEpochMilli(now.get()));
  private final List<String> lines = new ArrayList<>();

  private final Handler console =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          if (filter.isLoggable(entry)) {
            new SimpleFormatter().format(entry).lines().skip(1).forEach(lines::add);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private void log(String message, Throwable thrown) {
    ExtLogRecord entry = new ExtLogRecord(Level.ERROR, message, "class");
    entry.setLoggerName("io.quarkus.scheduler");
    entry.setThrown(thrown);
    console.publish(entry);
  }

  private static Throwable away() {
    return new UncheckedIOException(
        "no token", new IOException("wrapped", new ConnectException("Connection refused")));
  }

  @Test
  void aProviderThatStarts_costsALineATryAndFewerAndFewer() {
    for (int second = 0; second < 120; second++) {
      log("Error occurred while executing a task", away());
      now.addAndGet(1_000);
    }

    assertThat(lines).hasSizeBetween(5, 8);
    assertThat(lines)
        .allMatch(
            line -> line.contains("Error occurred while executing a task: Connection refused"));
    assertThat(lines).noneMatch(line -> line.contains("\tat "));
    assertThat(lines.get(1)).contains("times since the last line");
  }

  @Test
  void otherFaults_keepTheirStack() {
    log("Error occurred while executing a task", new IllegalStateException("a fault"));

    assertThat(lines).anyMatch(line -> line.contains("\tat "));
  }

  @Test
  void parameters_standInTheLine() {
    ExtLogRecord entry =
        new ExtLogRecord(
            Level.WARN, "not followed after %d", ExtLogRecord.FormatStyle.PRINTF, "class");
    entry.setLoggerName("follower");
    entry.setParameters(new Object[] {7});
    entry.setThrown(away());

    console.publish(entry);

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("not followed after 7: Connection refused");
  }

  @Test
  void twoTroubles_areToldApart() {
    log("The feed", away());
    log("The outbox", away());

    assertThat(lines).hasSize(2);
  }

  @Test
  void aTroubleOfLongAgo_isToldAtOnce() {
    log("The feed", away());
    log("The feed", away());
    now.addAndGet(3_600_000);
    log("The feed", away());

    assertThat(lines).hasSize(2);
  }
}
