package dev.tallystick.vault;

import static org.awaitility.Awaitility.await;

import dev.tallystick.houserules.ServiceSchema;
import dev.tallystick.keys.ClientKey;
import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/** The packaged service as a process of its own, which can be killed and started again. */
final class VaultProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final int port = freePort();
  private final Path config;
  private final Path log;
  private @Nullable Process process;

  VaultProcess(Database database, String realm, String audit, String consent, Path folder)
      throws IOException {
    ServiceSchema.migrate(database);
    this.config = folder.resolve("vault.properties");
    this.log = folder.resolve("vault.log");
    Files.createDirectories(folder.resolve("kms"));
    Files.setPosixFilePermissions(
        folder.resolve("kms"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    Files.writeString(
        config,
        """
        quarkus.http.port=%d
        quarkus.datasource.jdbc.url=%s
        quarkus.datasource.username=%s
        quarkus.datasource.password=%s
        quarkus.flyway.placeholders.app-role=%s
        quarkus.oidc.auth-server-url=%s
        tallystick.client.key-file=%s
        tallystick.audit.url=%s
        tallystick.consent.url=%s
        tallystick.kms.dir=%s
        tallystick.keystore.backup-dir=%s
        tallystick.outbox.retry-every=0.1S
        tallystick.outbox.lease=1S
        """
            .formatted(
                port,
                database.jdbcUrl(),
                database.app().role(),
                database.app().password(),
                database.app().role(),
                realm,
                clientKey(folder),
                audit,
                consent,
                folder.resolve("kms"),
                folder.resolve("backup")));
  }

  private static Path clientKey(Path folder) throws IOException {
    Path file = folder.resolve("client.pem");
    ClientKey.draw().write(file);
    return file;
  }

  int port() {
    return port;
  }

  /** Starts it and waits until it is ready. */
  void start() throws IOException {
    process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.config.locations=" + config.toUri(),
                "-jar",
                JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Process running = process;
    try {
      await()
          .atMost(180, TimeUnit.SECONDS)
          .failFast("it has stopped", () -> !running.isAlive())
          .until(this::isReady);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      List<String> lines = Files.readAllLines(log);
      throw new IllegalStateException(
          "not ready, or stopped: "
              + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())),
          e);
    }
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
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

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
