package dev.tallystick.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;

/** A process of its own that runs a server until it is killed. */
final class ServerProcess {
  private final Process process;
  private final long postmaster;

  private ServerProcess(Process process, long postmaster) {
    this.process = process;
    this.postmaster = postmaster;
  }

  /** Starts a server on {@code home}, and writes one row in the new process. */
  static ServerProcess start(Path home, Path binaries, int port) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                home.toString(),
                binaries.toString(),
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    String line = reader.readLine();
    if (line == null) {
      throw new IOException("the server process ended early");
    }
    return new ServerProcess(process, Long.parseLong(line));
  }

  long postmaster() {
    return postmaster;
  }

  /** Kills the owner only; its postmaster lives on. */
  void killOwner() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Kills the postmaster only; its owner lives on. */
  void killPostmaster() {
    ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** The other process: home, binaries, port. It runs until it is killed or its parent ends. */
  public static void main(String[] args) throws Exception {
    PostgresSettings settings =
        PostgresSettings.in(Path.of(args[0]))
            .withBinaries(Path.of(args[1]))
            .withPort(Integer.parseInt(args[2]));
    LocalPostgres server = LocalPostgres.start(settings);
    Database database = server.createDatabase("shop");
    try (Connection connection = database.connectAsOwner()) {
      Sql.run(connection, "create table if not exists sale (id int generated always as identity)");
      Sql.run(connection, "insert into sale default values");
    }
    System.out.println(server.pid());
    int unused = System.in.read();
  }
}
