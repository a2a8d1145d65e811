package dev.tallystick.tally.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.tally.LogServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WebFilesTest {
  private static final RetryPolicy PATIENCE =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofSeconds(30));
  private static final byte[] FILE = "twelve bytes".getBytes(UTF_8);

  @Test
  void find_readsTheFileUpToItsLimit() throws IOException {
    try (LogServer server = LogServer.of(Map.of("a", FILE, "empty", new byte[0]))) {
      WebFiles files = files(server);

      assertThat(files.find("a", 12)).hasValueSatisfying(f -> assertThat(f).isEqualTo(FILE));
      assertThat(files.find("empty", 0)).hasValueSatisfying(f -> assertThat(f).isEmpty());
      assertThat(files.find("b", 12)).isEmpty();
      assertThatThrownBy(() -> files.find("a", 11))
          .isInstanceOf(WrongFileException.class)
          .hasMessage("a has more than 11 bytes");
    }
  }

  @Test
  void find_doesNotReadALongFileToItsEnd() throws IOException {
    try (LogServer server = LogServer.of(Map.of("a", new byte[50_000_000]))) {
      assertThatThrownBy(() -> files(server).find("a", 1000))
          .hasMessage("a has more than 1000 bytes");
    }
  }

  @Test
  void find_triesAgainAfterEachAnswerThatMayPass() throws IOException {
    for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
      try (LogServer server = LogServer.of(Map.of("a", FILE))) {
        server.failing("a", status, status);

        assertThat(files(server).find("a", 12)).as("%d", status).isPresent();
        assertThat(server.requests()).as("%d", status).hasSize(3);
      }
    }
  }

  @Test
  void find_givesUpAfterTheLastTry() throws IOException {
    try (LogServer server = LogServer.of(Map.of("a", FILE))) {
      server.failing("a", 500, 502, 503);

      assertThatThrownBy(() -> files(server).find("a", 12))
          .isInstanceOf(UnreachableException.class)
          .hasMessage(server.url() + "/log/a: answered with 503, after 3 tries");
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void find_doesNotTryAgainWhatDoesNotPass() throws IOException {
    for (int status : new int[] {204, 304, 400, 401, 403}) {
      try (LogServer server = LogServer.of(Map.of("a", FILE))) {
        server.failing("a", status);

        assertThatThrownBy(() -> files(server).find("a", 12))
            .isInstanceOf(UnreachableException.class)
            .hasMessage(server.url() + "/log/a: answered with " + status);
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  @Test
  void find_takesGoneForMissing() throws IOException {
    try (LogServer server = LogServer.of(Map.of("a", FILE))) {
      server.failing("a", 410);

      assertThat(files(server).find("a", 12)).isEmpty();
    }
  }

  @Test
  void find_triesAgainIfTheAnswerDoesNotCome() throws IOException {
    RetryPolicy hurried = new RetryPolicy(2, Duration.ofMillis(1), Duration.ofSeconds(2));
    try (LogServer server = LogServer.of(Map.of("a", FILE))) {
      server.hanging("a");

      assertThat(files(server, hurried).find("a", 12)).isPresent();
    }
  }

  @Test
  @Timeout(60)
  void find_waitsAsLongAsTheServerAsks() throws IOException {
    try (LogServer server = LogServer.of(Map.of("a", FILE))) {
      server.answering("a", 503, "Retry-After", "1").answering("a", 503, "Retry-After", "soon");
      long before = System.nanoTime();

      assertThat(files(server).find("a", 12)).isPresent();

      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void find_followsARedirect() throws IOException {
    try (LogServer server = LogServer.of(Map.of("b", FILE))) {
      server.answering("a", 302, "Location", "/log/b");

      assertThat(files(server).find("a", 12)).isPresent();
    }
  }

  private static WebFiles files(LogServer server) {
    return files(server, PATIENCE);
  }

  private static WebFiles files(LogServer server, RetryPolicy patience) {
    String prefix = server.url() + "/log";
    return new WebFiles(WebFiles.client(URI.create(prefix), patience), prefix, patience);
  }
}
