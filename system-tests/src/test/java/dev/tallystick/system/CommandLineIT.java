package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command does besides running the whole suite; PostgreSQL alone is enough for it. */
class CommandLineIT {
  private static final String OFFSET = "2100";
  private static final int POSTGRES = 15432 + 2100;
  private static final int AUDIT = 8083 + 2100;

  @TempDir Path temp;
  private final Command command = Command.in("home-postgres");

  @AfterEach
  void stop() throws Exception {
    command.run("down");
    assertThat(command.processes()).isEmpty();
  }

  @Test
  void up_inTheForegroundStopsEverythingOnCtrlC() throws Exception {
    Path output = temp.resolve("output");
    Process process =
        command.start(output, "up", "--no-build", "--port-offset", OFFSET, "--only", "postgres");
    await(output, "all parts are ready");
    assertThat(command.run("status").exitCode()).isZero();

    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output)).contains("everything is stopped");
    assertThat(command.processes()).isEmpty();
  }

  @Test
  void up_onAPortInUseNamesPortAndOption() throws Exception {
    try (ServerSocket stranger = new ServerSocket(AUDIT)) {
      Command.Result result = up("postgres");

      assertThat(result.exitCode()).isNotZero();
      assertThat(result.output())
          .contains("port " + stranger.getLocalPort() + " (audit-service) is in use")
          .contains("--port-offset");
      assertThat(command.processes()).isEmpty();
    }
  }

  @Test
  void up_withAPartThatCannotStartTellsWhyAndLeavesNothing() throws Exception {
    assertThat(up("postgres", "--fresh").exitCode()).isZero();
    // Nobody can log in as the owner.
    String password =
        Files.readString(command.home().resolve("postgres/secrets/postgres.password")).strip();
    String url = "jdbc:postgresql://127.0.0.1:" + POSTGRES + "/audit";
    try (Connection superuser = DriverManager.getConnection(url, "postgres", password);
        Statement statement = superuser.createStatement()) {
      // Migrations refuse a schema that someone else has put tables into.
      statement.execute("create table if not exists stranger (id int)");
    }
    command.run("down");

    Command.Result result = up("audit-service");

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output())
        .contains("audit-service cannot migrate its database")
        .contains("Found non-empty schema");
    assertThat(command.processes()).isEmpty();
    assertThat(command.run("up", "--no-build", "--detach", "--fresh", "--only", "audit-service"))
        .satisfies(fresh -> assertThat(fresh.exitCode()).as(fresh.output()).isZero());
  }

  @Test
  void commands_inAFolderWithoutASuiteSaySo() throws Exception {
    for (String word : new String[] {"status", "down", "env", "vkey", "policy"}) {
      Command.Result result = Command.in("no-such-home").run(word);

      assertThat(result.exitCode()).as(word).isNotZero();
      assertThat(result.output()).as(word).contains("nothing was ever started");
    }
    assertThat(Path.of("target/no-such-home")).doesNotExist();
  }

  @Test
  void up_refusesAFolderWithOtherThingsInIt() throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "documents"));
    Files.writeString(folder.resolve("thesis.txt"), "years of work");

    Command.Result result =
        Command.in("documents")
            .run("up", "--no-build", "--detach", "--fresh", "--only", "postgres");

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output()).contains("holds something else");
    assertThat(folder.resolve("thesis.txt")).exists();
  }

  @Test
  void java_thatIsMissingOrTooOldIsNamed() throws Exception {
    Path old = Files.createDirectories(temp.resolve("jdk-11/bin"));
    Files.writeString(old.resolve("java"), "#!/bin/sh\n");
    assertThat(old.resolve("java").toFile().setExecutable(true)).isTrue();
    Files.writeString(temp.resolve("jdk-11/release"), "JAVA_VERSION=\"11.0.2\"\n");

    assertThat(command.with("JAVA_HOME", "/no/jdk").run("status"))
        .satisfies(result -> assertThat(result.exitCode()).isNotZero())
        .satisfies(result -> assertThat(result.output()).contains("JAVA_HOME is /no/jdk"));
    assertThat(command.with("JAVA_HOME", temp.resolve("jdk-11").toString()).run("status"))
        .satisfies(result -> assertThat(result.exitCode()).isNotZero())
        .satisfies(result -> assertThat(result.output()).contains("Java 17 or newer is needed"));
  }

  @Test
  void words_thatAreNotUnderstoodAreRefused() throws Exception {
    assertThat(command.run("fly").output()).contains("unknown command fly");
    assertThat(command.run("up", "--no-build", "--fersh").output())
        .contains("unknown option --fersh");
    assertThat(command.run("help").output()).contains("--port-offset");
    assertThat(command.run("identity", "add", "--help").output())
        .contains("--role ROLE", "What comes next")
        .doesNotContain("--port-offset");
  }

  private Command.Result up(String only, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("up", "--no-build", "--detach"));
    words.addAll(List.of("--port-offset", OFFSET, "--only", only));
    words.addAll(List.of(more));
    return command.run(words.toArray(String[]::new));
  }

  private static void await(Path output, String text) {
    Awaitility.await()
        .atMost(120, TimeUnit.SECONDS)
        .until(() -> Files.readString(output), said -> said.contains(text));
  }
}
