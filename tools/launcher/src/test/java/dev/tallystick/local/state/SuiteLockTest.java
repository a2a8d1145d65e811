package dev.tallystick.local.state;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteLockTest {
  @TempDir Path temp;

  @Test
  void owner_isThisProcessWhileItHoldsTheLock() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    SuiteLock lock = SuiteLock.take(folder).orElseThrow();

    assertThat(SuiteLock.owner(folder)).contains(ProcessHandle.current());

    lock.close();
    assertThat(SuiteLock.owner(folder)).isEmpty();
  }

  @Test
  void owner_isNotAProcessThatWasGivenThePidLater() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    Instant longAgo = ProcessHandle.current().info().startInstant().orElseThrow().minusSeconds(60);
    Files.writeString(folder.run("launcher"), ProcessHandle.current().pid() + " " + longAgo + "\n");

    assertThat(SuiteLock.owner(folder)).isEmpty();
  }

  @Test
  void owner_isNotAProcessThatWasKilledButNotReaped() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    // The shell becomes a sleep, which never asks what became of its child; only then does the
    // child end.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60").start();
    try {
      ProcessHandle child =
          ProcessHandle.of(Long.parseLong(parent.inputReader().readLine())).orElseThrow();
      Instant started = child.info().startInstant().orElseThrow();
      Files.writeString(folder.run("launcher"), child.pid() + " " + started + "\n");
      assertThat(SuiteLock.owner(folder)).contains(child);
      awaitProcess(parent.pid(), "(sleep)");

      assertThat(child.destroyForcibly()).isTrue();
      awaitProcess(child.pid(), ") Z ");

      assertThat(SuiteLock.owner(folder)).isEmpty();
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void take_whileAnotherProcessHoldsItIsRefused() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.root().toString())
            .start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");

      assertThat(SuiteLock.take(folder)).isEmpty();
      assertThat(SuiteLock.owner(folder)).contains(holder.toHandle());
    } finally {
      holder.destroyForcibly().waitFor();
    }

    SuiteLock.take(folder).orElseThrow().close();
  }

  private static void awaitProcess(long pid, String mark) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    await().atMost(30, SECONDS).until(() -> Files.readString(stat).contains(mark));
  }

  /** Another process that holds the lock until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      SuiteLock held = SuiteLock.take(SuiteFolder.existing(Path.of(args[0]))).orElseThrow();
      System.out.println("held");
      int unused = System.in.read();
      held.close();
    }
  }
}
