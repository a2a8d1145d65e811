package dev.tallystick.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server's main process, a child of this one. */
final class Postmaster {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  /** Of Linux 107, of macOS 103. */
  private static final int LONGEST_SOCKET_PATH = 103;

  private final PostgresSettings settings;
  private final PgCtl pgCtl;
  private final Process process;

  private Postmaster(PostgresSettings settings, PgCtl pgCtl, Process process) {
    this.settings = settings;
    this.pgCtl = pgCtl;
    this.process = process;
  }

  /** Starts the server and returns when it accepts connections. */
  static Postmaster start(PostgresSettings settings, Binaries binaries)
      throws IOException, InterruptedException {
    return start(settings, binaries, START_LIMIT);
  }

  static Postmaster start(PostgresSettings settings, Binaries binaries, Duration limit)
      throws IOException, InterruptedException {
    PgCtl pgCtl = new PgCtl(binaries.program("pg_ctl"), settings.log());
    Process process =
        new ProcessBuilder(
                Unprivileged.command(
                    command(settings, binaries.program("postgres")).toArray(String[]::new)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
            .start();
    Postmaster postmaster = new Postmaster(settings, pgCtl, process);
    try {
      postmaster.awaitReady(limit);
    } catch (IOException | InterruptedException | RuntimeException e) {
      // Nobody will own it. Told to end, it ends in order, also while it recovers: the next start
      // goes on from where this one has come to.
      process.destroy();
      process.onExit().completeOnTimeout(process, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
      process.destroyForcibly().onExit().join();
      throw e;
    }
    return postmaster;
  }

  Process process() {
    return process;
  }

  /** Stops the server and returns when its process is gone. */
  void stop() throws IOException, InterruptedException {
    if (process.isAlive()) {
      pgCtl.stop(settings.data(), STOP_LIMIT);
    }
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<String> command(PostgresSettings settings, Path program) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(program.toString(), "-D", settings.data().toString()));
    // What stands on the command line outranks postgresql.conf and ALTER SYSTEM.
    set(command, "port", Integer.toString(settings.port()));
    set(command, "listen_addresses", LocalPostgres.HOST);
    set(command, "unix_socket_directories", socketFolder(settings));
    set(command, "unix_socket_permissions", "0700");
    set(command, "hba_file", settings.data().resolve("pg_hba.conf").toString());
    set(command, "password_encryption", "scram-sha-256");
    set(command, "fsync", "on");
    set(command, "synchronous_commit", "on");
    set(command, "full_page_writes", "on");
    settings.server().forEach((name, value) -> set(command, name, value));
    return command;
  }

  private static void set(List<String> command, String name, String value) {
    command.add("-c");
    command.add(name + "=" + value);
  }

  /** The socket's folder, or nothing when the socket's path would be too long for the kernel. */
  private static String socketFolder(PostgresSettings settings) throws IOException {
    String socket = settings.sockets().resolve(".s.PGSQL." + settings.port()).toString();
    if (socket.getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET_PATH) {
      return "";
    }
    OwnerOnlyFiles.createFolder(settings.sockets());
    return settings.sockets().toString();
  }

  /**
   * The limit is for a server that has not come to its data directory. What has it is waited for as
   * long as it lives: recovery takes what it takes, and would begin anew if it were ended.
   */
  private void awaitReady(Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    boolean isItsOwn = false;
    while (process.isAlive() && (isItsOwn || System.nanoTime() < end)) {
      Optional<LockFile> lock = LockFile.read(settings.data());
      boolean isThere = lock.isPresent() && lock.get().pid() == process.pid();
      isItsOwn |= isThere;
      if (isThere && lock.get().isReady()) {
        return;
      }
      Thread.sleep(20);
    }
    throw new PostgresException(
        "PostgreSQL did not start on port " + settings.port() + ": " + lastWords());
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(settings.log());
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }
}
