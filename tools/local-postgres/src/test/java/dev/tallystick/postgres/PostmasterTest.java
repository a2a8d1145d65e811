package dev.tallystick.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that recovers is given the time it takes; a script stands for it. */
@Timeout(60)
class PostmasterTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String SERVER =
      """
      #!/bin/sh
      trap 'touch "$2/ended"; exit 0' TERM
      printf '%s\\n/\\n1\\n1\\n\\n127.0.0.1\\n 5 6\\nstarting\\n' $$ > "$2/postmaster.pid"
      while [ ! -e "$2/recovered" ]; do sleep 0.1; done
      printf '%s\\n/\\n1\\n1\\n\\n127.0.0.1\\n 5 6\\nready\\n' $$ > "$2/postmaster.pid"
      while true; do sleep 0.1; done
      """;

  @TempDir Path folder;
  private Path home;
  private Path data;

  @BeforeEach
  void makeServer() throws IOException {
    home = makeServer("home", SERVER);
    data = home.resolve("data");
  }

  private Path makeServer(String name, String script) throws IOException {
    Path made = folder.resolve(name);
    Files.createDirectories(made.resolve("data"));
    Path program = Files.createDirectories(made.resolve("bin")).resolve("postgres");
    Files.writeString(program, script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return made;
  }

  private FutureTask<Postmaster> start() throws Exception {
    FutureTask<Postmaster> start =
        new FutureTask<>(
            () -> Postmaster.start(PostgresSettings.in(home), new Binaries(home), LIMIT));
    new Thread(start, "start").start();
    await().atMost(30, SECONDS).until(() -> LockFile.read(data).isPresent());
    return start;
  }

  @Test
  void start_waitsForAServerThatRecovers() throws Exception {
    FutureTask<Postmaster> start = start();
    // Begun later, and given as long; it never comes to its data directory.
    Path other = makeServer("other", "#!/bin/sh\nexec sleep 60\n");
    assertThatThrownBy(
            () -> Postmaster.start(PostgresSettings.in(other), new Binaries(other), LIMIT))
        .hasMessageContaining("did not start");
    assertThat(start).isNotDone();

    Files.createFile(data.resolve("recovered"));

    Process process = start.get().process();
    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly().waitFor();
  }

  @Test
  void start_ofAServerThatDiesFails() throws Exception {
    FutureTask<Postmaster> start = start();
    ProcessHandle.of(LockFile.read(data).orElseThrow().pid())
        .ifPresent(ProcessHandle::destroyForcibly);

    assertThatThrownBy(start::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("did not start");
  }

  @Test
  void start_thatIsGivenUpEndsTheServerInOrder() throws Exception {
    FutureTask<Postmaster> start = start();
    long pid = LockFile.read(data).orElseThrow().pid();

    start.cancel(/* mayInterruptIfRunning= */ true);

    await()
        .atMost(30, SECONDS)
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(data.resolve("ended")).exists();
  }
}
