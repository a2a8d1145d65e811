package dev.tallystick.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir Path home;
  private Path log = Path.of("unset");

  @BeforeEach
  void choose() {
    log = home.resolve("part.log");
  }

  @AfterEach
  void end() {
    ProcessMark.endAll(home);
  }

  @Test
  void stop_endsAGrandchildWhoseParentWasKilled() throws Exception {
    // As Keycloak's script does: what it starts gets its last argument, the mark.
    ChildProcess child = start("sh -c 'sleep 300; true' \"$0\" & echo started; wait");
    awaitLog("started");
    await().atMost(30, TimeUnit.SECONDS).until(() -> mark().processes().size() == 3);

    ProcessHandle.of(child.pid()).ifPresent(ProcessHandle::destroyForcibly);
    child.onExit().get(60, TimeUnit.SECONDS);
    assertThat(mark().processes()).as("the orphan and its sleep").hasSize(2);
    child.stop();

    assertThat(mark().processes()).isEmpty();
  }

  @Test
  void processes_ofAnotherFolderOrPartAreNotFound() throws Exception {
    ChildProcess child = start("echo started; sleep 300");
    awaitLog("started");

    assertThat(ProcessMark.allProcesses(home)).isNotEmpty();
    assertThat(ProcessMark.allProcesses(home.resolve("other"))).isEmpty();
    assertThat(new ProcessMark(home, "other").processes()).isEmpty();
    assertThat(child.onExit()).isNotDone();
  }

  @Test
  void mark_standsAmongTheFirstOptionsOfAJava_andAtTheEndOfAnythingElse() {
    List<String> java = mark().mark(List.of("/jdk/bin/java", "-cp", "x", "Main"));
    assertThat(java.get(1)).matches("-Ddev\\.tallystick\\.part=[0-9a-f]{24}\\.part");
    assertThat(java.subList(2, 5)).containsExactly("-cp", "x", "Main");

    List<String> script = mark().mark(List.of("kc.sh", "start"));
    assertThat(script).startsWith("kc.sh", "start").hasSize(3).endsWith(java.get(1));
  }

  /** A class path longer than what Linux tells of a command line. */
  @Test
  void processes_findAJavaWithALongCommandLine() throws Exception {
    Path main =
        Files.writeString(
            home.resolve("Wait.java"),
            "class Wait { public static void main(String[] a) throws Exception {"
                + " System.out.println(\"up\"); Thread.sleep(300_000); } }");
    ChildProcess child =
        ChildProcess.start(
            mark(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "x".repeat(6000),
                main.toString()),
            Map.of(),
            log);
    awaitLog("up");

    assertThat(mark().processes()).extracting(ProcessHandle::pid).containsExactly(child.pid());
    child.stop();
  }

  @Test
  void onExit_tellsTheExitCode() throws Exception {
    assertThat(start("exit 7").onExit().get(60, TimeUnit.SECONDS)).isEqualTo("exit code 7");
  }

  @Test
  void start_givesNoMoreOfTheEnvironmentThanIsNeeded() throws Exception {
    ChildProcess child =
        ChildProcess.start(mark(), List.of("sh", "-c", "env"), Map.of("GIVEN", "yes"), log);

    assertThat(child.waitFor()).isZero();

    List<String> names =
        Files.readAllLines(log).stream().map(line -> line.replaceAll("=.*", "")).toList();
    assertThat(names).contains("PATH", "GIVEN", "JAVA_HOME");
    assertThat(names)
        .isSubsetOf(
            // The shell's own.
            "PWD",
            "PATH",
            "HOME",
            "USER",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "JAVA_HOME",
            "GIVEN",
            "TALLYSTICK_PART_OF",
            "TALLYSTICK_PART");
  }

  @Test
  void start_keepsOneEarlierLogWhenItIsLarge() throws Exception {
    Files.write(log, new byte[10_000_001]);

    assertThat(start("echo new").waitFor()).isZero();

    assertThat(Files.readString(log)).isEqualTo("new\n");
    assertThat(home.resolve("part.log.1")).hasSize(10_000_001);
  }

  @Test
  void start_ofAProgramThatIsMissingFails() {
    ProcessMark mark = mark();
    // Where setsid is in between, the failure is its exit code; without it the start fails.
    assertThatThrownBy(
            () -> {
              ChildProcess child =
                  ChildProcess.start(mark, List.of("/no/such/program"), Map.of(), log);
              if (child.waitFor() != 0) {
                throw new ComponentFailedException("part ended");
              }
            })
        .isInstanceOf(ComponentFailedException.class)
        .hasMessageStartingWith("part");
  }

  private ChildProcess start(String script) throws ComponentFailedException {
    return ChildProcess.start(mark(), List.of("sh", "-c", script), Map.of(), log);
  }

  private ProcessMark mark() {
    return new ProcessMark(home, "part");
  }

  private void awaitLog(String text) {
    await(text)
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> Files.exists(log) && Files.readString(log).contains(text));
  }
}
