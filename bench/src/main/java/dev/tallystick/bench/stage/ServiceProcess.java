package dev.tallystick.bench.stage;

import dev.tallystick.keys.ClientKey;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A packaged service, in a process and with a configuration file as in an installation. */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final InetSocketAddress address;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServiceProcess(String name, Process process, InetSocketAddress address) {
    this.name = name;
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

  /**
   * Starts the service on this database and waits until it is ready.
   *
   * @param settings what it is told besides
   */
  public static ServiceProcess start(
      String name,
      Setup setup,
      Database database,
      String issuer,
      List<String> settings,
      Duration patience)
      throws IOException, InterruptedException {
    if (!Files.exists(setup.jar())) {
      throw new IOException(name + " is not built: there is no " + setup.jar());
    }
    requireFree(setup.port());
    Path configuration = setup.folder().resolve(name + "-" + setup.port() + ".properties");
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path keys = setup.folder().resolve("keys-" + database.name());
    if (!Files.exists(keys)) {
      Files.createDirectories(keys, ownerOnly);
    }
    List<String> lines = new ArrayList<>(configuration(name, setup, database, issuer, keys));
    lines.addAll(settings);
    writePrivately(configuration, String.join("\n", lines) + "\n");
    migrate(name, setup, database, configuration);
    Process process = start(name, setup, List.of(configuration), List.of());
    ServiceProcess started =
        new ServiceProcess(
            name, process, new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port()));
    try {
      started.awaitReady(setup, patience);
    } catch (IOException | InterruptedException | RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  private static Process start(
      String name, Setup setup, List<Path> configurations, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(setup.jvmFlags());
    command.add(
        "-Dquarkus.config.locations="
            + configurations.stream().map(Path::toString).collect(Collectors.joining(",")));
    command.add("-jar");
    command.add(setup.jar().toString());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(setup.folder().toFile())
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(
                setup.folder().resolve(name + "-" + setup.port() + ".log").toFile()))
        .start();
  }

  /** The step before the first start on a database; the service has no login for it. */
  private static void migrate(String name, Setup setup, Database database, Path configuration)
      throws IOException, InterruptedException {
    Path done = setup.folder().resolve("migrated-" + database.name() + "-" + database.port());
    if (Files.exists(done)) {
      return;
    }
    Path login = setup.folder().resolve(name + "-" + setup.port() + "-migrate.properties");
    writePrivately(
        login,
        "quarkus.flyway.username="
            + database.owner().role()
            + "\nquarkus.flyway.password="
            + database.owner().password()
            + "\n");
    int code = start(name, setup, List.of(configuration, login), List.of("--migrate")).waitFor();
    Files.delete(login);
    if (code != 0) {
      throw new IOException(name + " cannot migrate; see its log in " + setup.folder());
    }
    Files.createFile(done);
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

  private static List<String> configuration(
      String name, Setup setup, Database database, String issuer, Path keys) throws IOException {
    Path clientKey = clientKey(setup.folder());
    return List.of(
        "quarkus.http.host=127.0.0.1",
        "quarkus.http.port=" + setup.port(),
        "quarkus.datasource.jdbc.url=" + database.jdbcUrl(),
        "quarkus.datasource.username=" + database.app().role(),
        "quarkus.datasource.password=" + database.app().password(),
        "quarkus.flyway.placeholders.app-role=" + database.app().role(),
        "quarkus.oidc.auth-server-url=" + issuer,
        "quarkus.oidc.client-id=" + name,
        "tallystick.client.key-file=" + clientKey,
        "tallystick.kms.dir=" + keys);
  }

  /** The key by which it identifies itself at the issuer, who takes any. */
  private static Path clientKey(Path folder) throws IOException {
    Path file = folder.resolve("client.pem");
    if (!Files.exists(file)) {
      ClientKey.draw().write(file);
    }
    return file;
  }

  private static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  private void awaitReady(Setup setup, Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - end < 0) {
      if (!process.isAlive()) {
        throw new IOException(name + " has ended; see its log in " + setup.folder());
      }
      try {
        if (get("/q/health/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It does not listen yet.
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IOException(name + " was not ready in time; see its log in " + setup.folder());
  }

  /** Reads something that needs no token. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
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

  /** kill -9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
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
