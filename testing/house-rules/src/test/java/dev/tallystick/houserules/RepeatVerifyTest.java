package dev.tallystick.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tools/repeat-verify}, with a Maven that fails the second time. */
class RepeatVerifyTest {
  private static final String SCRIPT = "tools/repeat-verify";

  /** Notes what it is asked for, how many cores there are, and what else its parent has running. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "asked: $* here: $(ls)"
      echo "$(nproc) $(cat /proc/$PPID/task/$PPID/children)" >>"$NOTES"
      case $PWD in */run-2) echo '[ERROR] one test fails'; exit 3 ;; esac
      """;

  @TempDir private Path folder;
  private Path checkout;
  private Path logs;
  private Path notes;

  @BeforeEach
  void commit() throws Exception {
    checkout = folder.resolve("checkout");
    logs = folder.resolve("logs");
    notes = folder.resolve("notes");
    Files.createDirectories(checkout.resolve("tools"));
    Files.copy(ShellScript.ROOT.resolve(SCRIPT), checkout.resolve(SCRIPT));
    Path maven = Files.writeString(folder.resolve("mvn"), MAVEN);
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    git("init", "-q");
    git("add", SCRIPT);
    git("-c", "user.name=Ann", "-c", "user.email=ann@tallystick.example", "commit", "-qm", "One");
    Files.writeString(checkout.resolve("draft.txt"), "not committed");
  }

  private void git(String... arguments) throws Exception {
    String[] command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
    ShellScript.Ended ended = ShellScript.run(checkout, Map.of(), command);
    assertThat(ended.exitCode()).as(ended.told()).isZero();
  }

  private ShellScript.Ended repeat(String... arguments) throws Exception {
    String[] command =
        Stream.concat(Stream.of(SCRIPT), Stream.of(arguments)).toArray(String[]::new);
    return ShellScript.run(
        checkout,
        Map.of(
            "TALLYSTICK_MVN", folder.resolve("mvn").toString(),
            "TALLYSTICK_SCRATCH", logs.toString(),
            "NOTES", notes.toString()),
        command);
  }

  @Test
  void runs_endWithTheFirstThatFails_andKeepTheirLogs() throws Exception {
    ShellScript.Ended ended = repeat("3", "-Pci");

    assertThat(ended.exitCode()).as(ended.told()).isEqualTo(3);
    assertThat(ended.lines()).anyMatch(line -> line.matches("run 1 of 3: passed in \\d min \\d s"));
    assertThat(ended.lines()).anyMatch(line -> line.matches("run 2 of 3: failed after .*"));
    assertThat(ended.told()).contains("[ERROR] one test fails").doesNotContain("run 3");
    assertThat(logs.resolve("run-1.log")).content().contains("asked: verify -Pci here: tools\n");
    assertThat(logs.resolve("run-2.log")).exists();
    assertThat(logs.resolve("run-1")).as("the clone of a run that passed").doesNotExist();
    assertThat(logs.resolve("run-2")).exists();
    assertThat(Files.readAllLines(notes))
        .hasSize(2)
        .allMatch(line -> line.strip().split(" ", -1).length == 2);
  }

  @Test
  void loadedRun_hasOneBusyProcessForEachCore_whichEndsWithIt() throws Exception {
    ShellScript.Ended ended = repeat("1", "--loaded");

    assertThat(ended.exitCode()).as(ended.told()).isZero();
    List<String> noted = List.of(Files.readString(notes).strip().split(" ", -1));
    List<String> children = noted.subList(1, noted.size());
    assertThat(children).as("itself and the others").hasSize(Integer.parseInt(noted.get(0)) + 1);
    assertThat(children)
        .allSatisfy(pid -> assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty());
  }

  @Test
  void numberOfRuns_isAskedFor() throws Exception {
    assertThat(repeat().exitCode()).isEqualTo(2);
    assertThat(repeat("0").told()).contains("tools/repeat-verify N [--loaded]");
  }
}
