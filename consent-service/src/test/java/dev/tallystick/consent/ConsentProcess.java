package dev.tallystick.consent;

import static org.awaitility.Awaitility.await;

import dev.tallystick.houserules.PackagedMigration;
import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/** The packaged service as a process of its own, which a test kills and starts again. */
public final class ConsentProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SHOWN_LINES = 20;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final Path settings;
  private final Path log;
  private final int port;
  private @Nullable Process process;

  private ConsentProcess(Path folder, int port) {
    this.settings = folder.resolve("service.properties");
    this.log = folder.resolve("service.log");
    this.port = port;
  }

  /**
   * A process that is not started yet.
   *
   * @param settings those of the service but for its port
   * @param folder where its settings and its log are written
   */
  public static ConsentProcess of(Map<String, String> settings, Path folder) throws IOException {
    ConsentProcess made;
    try (ServerSocket free = new ServerSocket(0)) {
      made = new ConsentProcess(folder, free.getLocalPort());
    }
    Properties all = new Properties();
    all.putAll(settings);
    all.put("quarkus.http.port", Integer.toString(made.port));
    try (Writer writer = Files.newBufferedWriter(made.settings)) {
      all.store(writer, null);
    }
    return made;
  }

  /** Where it listens, in each of its lives. */
  public int port() {
    return port;
  }

  /** Starts it and waits until it is ready. */
  public void start() throws IOException {
    Process started =
        new ProcessBuilder(PackagedMigration.program(settings))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process = started;
    try {
      await()
          .atMost(PATIENCE)
          .failFast("it has stopped", () -> !started.isAlive())
          .until(this::isReady);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      List<String> lines = Files.readAllLines(log);
      List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
      throw new IllegalStateException(
          "not ready, or stopped: " + String.join(System.lineSeparator(), last), e);
    }
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      int unused = running.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
