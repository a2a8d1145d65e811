package dev.tallystick.bench.stage;

import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged audit-service, in a process and with a configuration file as in an installation. */
public final class AuditProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(30);

  private static final int SECRET_BYTES = 24;

  private final Process process;
  private final InetSocketAddress address;
  private final HttpClient http = HttpClient.newHttpClient();

  private AuditProcess(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  /**
   * What the process is started with.
   *
   * @param jar {@code quarkus-run.jar} of the service
   * @param jvmFlags flags of its virtual machine
   * @param folder where its configuration, keys and output go
   */
  public record Setup(Path jar, List<String> jvmFlags, Path folder, int port) {
    /** Copies the flags. */
    public Setup {
      jvmFlags = List.copyOf(jvmFlags);
    }
  }

  /** Starts the service on this database and waits until it is ready. */
  public static AuditProcess start(Setup setup, Database database, String issuer)
      throws IOException, InterruptedException {
    if (!Files.exists(setup.jar())) {
      throw new IOException("audit-service is not built: there is no " + setup.jar());
    }
    requireFree(setup.port());
    Path configuration = setup.folder().resolve("audit-service.properties");
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path keys = setup.folder().resolve("keys-" + database.name());
    if (!Files.exists(keys)) {
      Files.createDirectories(keys, ownerOnly);
    }
    writePrivately(configuration, configuration(setup, database, issuer, keys));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(setup.jvmFlags());
    command.add("-Dquarkus.config.locations=" + configuration);
    command.add("-jar");
    command.add(setup.jar().toString());
    Process process =
        new ProcessBuilder(command)
            .directory(setup.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    setup.folder().resolve("audit-service.log").toFile()))
            .start();
    AuditProcess started =
        new AuditProcess(
            process, new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port()));
    try {
      started.awaitReady(setup);
    } catch (IOException | InterruptedException | RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  /** What an earlier run has left behind would answer in place of the new process. */
  private static void requireFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (BindException e) {
      throw new IOException("port " + port + " is in use: stop the process that listens there", e);
    }
  }

  private static String configuration(Setup setup, Database database, String issuer, Path keys) {
    return String.join(
        "\n",
        "quarkus.http.host=127.0.0.1",
        "quarkus.http.port=" + setup.port(),
        "quarkus.datasource.jdbc.url=" + database.jdbcUrl(),
        "quarkus.datasource.username=" + database.app().role(),
        "quarkus.datasource.password=" + database.app().password(),
        "quarkus.flyway.username=" + database.owner().role(),
        "quarkus.flyway.password=" + database.owner().password(),
        "quarkus.flyway.placeholders.app-role=" + database.app().role(),
        "quarkus.oidc.auth-server-url=" + issuer,
        "quarkus.oidc.client-id=audit-service",
        "quarkus.oidc.credentials.secret=" + secret(),
        "tallystick.kms.dir=" + keys,
        "");
  }

  /** The service wants one, though it never asks the issuer for anything that needs it. */
  private static String secret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }

  private static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  private void awaitReady(Setup setup) throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() - end < 0) {
      if (!process.isAlive()) {
        throw new IOException("audit-service has ended; see its log in " + setup.folder());
      }
      try {
        if (get("/q/health/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It does not listen yet.
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("audit-service was not ready in time; see its log in " + setup.folder());
  }

  /** The verifier key of its log, as it publishes it. */
  public String verifierKey() throws IOException, InterruptedException {
    HttpResponse<String> answer = get("/log/vkey");
    if (answer.statusCode() != 200) {
      throw new IOException("the service does not tell its key: status " + answer.statusCode());
    }
    return answer.body().strip();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
        BodyHandlers.ofString());
  }

  public InetSocketAddress address() {
    return address;
  }

  public long pid() {
    return process.pid();
  }

  /** Asks it to stop, as an installation does, and waits. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
