package dev.tallystick.audit.process;

import static org.awaitility.Awaitility.await;

import dev.tallystick.houserules.ServiceSchema;
import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The packaged service as a process of its own, on a port of its own, that can be killed and
 * started again.
 */
final class Replica implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final int port;
  private final Path config;
  private final Path log;
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable Process process;

  Replica(int port, Database database, String issuer, Path kms, Path folder) throws IOException {
    this(port, database, issuer, kms, folder, "");
  }

  /** With more lines of configuration. */
  Replica(int port, Database database, String issuer, Path kms, Path folder, String more)
      throws IOException {
    ServiceSchema.migrate(database);
    this.port = port;
    this.config = folder.resolve("replica-" + port + ".properties");
    this.log = folder.resolve("replica-" + port + ".log");
    Files.writeString(
        config,
        """
        quarkus.http.port=%d
        quarkus.datasource.jdbc.url=%s
        quarkus.datasource.username=%s
        quarkus.datasource.password=%s
        quarkus.flyway.placeholders.app-role=%s
        quarkus.oidc.auth-server-url=%s
        tallystick.kms.dir=%s
        """
                .formatted(
                    port,
                    database.jdbcUrl(),
                    database.app().role(),
                    database.app().password(),
                    database.app().role(),
                    issuer,
                    kms)
            + more);
  }

  /** With a variable more in the environment of its process. */
  Replica with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it; {@link #awaitReady} waits. */
  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.config.locations=" + config,
                "-jar",
                JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  void awaitReady() throws IOException {
    try {
      await().atMost(180, TimeUnit.SECONDS).ignoreExceptions().until(this::isReady);
    } catch (ConditionTimeoutException e) {
      List<String> lines = Files.readAllLines(log);
      throw new IllegalStateException(
          "not ready: "
              + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())),
          e);
    }
  }

  private boolean isReady() throws IOException, InterruptedException {
    return readiness().statusCode() == 200;
  }

  /** What its health says of whether it is ready. */
  HttpResponse<String> readiness() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
            .timeout(Duration.ofSeconds(10))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.waitFor(10, TimeUnit.SECONDS);
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
