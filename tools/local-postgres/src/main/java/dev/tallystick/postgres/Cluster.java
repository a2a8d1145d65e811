package dev.tallystick.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The data directory.
 *
 * <p>It is made beside its place and moved there when complete. From its first second it asks every
 * role for a password, on TCP and on the socket: there is no moment at which {@code trust} holds.
 */
final class Cluster {
  static final String SUPERUSER = "postgres";

  private static final String ACCESS_RULES =
      """
      # Written at every start; changes here are lost.
      # type  database  user  address       method
      local   all       all                 scram-sha-256
      host    all       all   127.0.0.1/32  scram-sha-256
      """;

  private final PostgresSettings settings;
  private final Path initdb;
  private final Passwords passwords;

  Cluster(PostgresSettings settings, Path initdb, Passwords passwords) {
    this.settings = settings;
    this.initdb = initdb;
    this.passwords = passwords;
  }

  /** Creates the data directory if it is missing, and writes its access rules. */
  void prepare() throws IOException, InterruptedException {
    if (!Files.exists(settings.data())) {
      passwords.login(SUPERUSER);
      Path draft = settings.home().resolve("data.new");
      OwnerOnlyFiles.delete(draft);
      run(draft);
      Files.move(draft, settings.data(), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.writeString(settings.data().resolve("pg_hba.conf"), ACCESS_RULES);
  }

  private void run(Path draft) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                initdb.toString(),
                "--pgdata=" + draft,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwords.file(SUPERUSER),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
    if (!settings.syncedInit()) {
      command.add("--no-sync");
    }
    Process process =
        new ProcessBuilder(Unprivileged.command(command.toArray(String[]::new)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
            .start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new PostgresException("initdb did not end; see " + settings.log());
    }
    if (process.exitValue() != 0) {
      throw new PostgresException("initdb failed; see " + settings.log());
    }
  }
}
