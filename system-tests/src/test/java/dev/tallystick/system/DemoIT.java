package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The story that {@code demo} tells, on the packaged suite with a real PostgreSQL and Keycloak. */
@ExtendWith(Suite.Extension.class)
class DemoIT {
  private static final int STEPS = 17;

  /** Identity numbers of invented people, and words that stand in records alone. */
  private static final List<Pattern> CANARIES =
      List.of(
          Pattern.compile("999999(19|20)[0-9]{9}"),
          Pattern.compile("[a-z]+-[a-z]+ accounts"),
          Pattern.compile("orders of twelve months"),
          Pattern.compile("spendBand|inflowBand"));

  private final Suite suite;

  DemoIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.up();
    suite.awaitHealthy();
  }

  @Test
  void demo_tellsTheWholeStoryMoreThanOnce() throws Exception {
    for (String time : List.of("first", "second")) {
      Command.Result result = suite.command().run("demo");

      assertThat(result.exitCode()).as("the %s time:%n%s", time, result.output()).isZero();
      assertThat(result.output().lines().filter(line -> line.matches(" ?[0-9]+  .*")))
          .as(time)
          .hasSize(STEPS);
    }

    assertNoLogHoldsWhatRecordsHold();
  }

  @Test
  void demo_doesNotRunWithoutASuite() throws Exception {
    Command elsewhere = Command.in("nowhere");

    Command.Result result = elsewhere.run("demo");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("nothing was ever started");
  }

  private void assertNoLogHoldsWhatRecordsHold() throws IOException {
    Path home = suite.command().home();
    List<Path> logs;
    try (var files = Files.walk(home.resolve("logs"))) {
      logs = files.filter(Files::isRegularFile).toList();
    }
    assertThat(logs).hasSizeGreaterThan(4);
    for (Path log : logs) {
      assertHoldsNone(log);
    }
    assertHoldsNone(home.resolve("postgres/postgres.log"));
  }

  private static void assertHoldsNone(Path log) throws IOException {
    for (String line : Files.readAllLines(log)) {
      for (Pattern canary : CANARIES) {
        assertThat(canary.matcher(line).find()).as("%s: %s", log, line).isFalse();
      }
    }
  }
}
