package dev.tallystick.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends what an earlier, killed owner left behind in a data directory, so that a new server can have
 * it.
 *
 * <p>A server is known by its program and by the directory on its command line; a pid alone would
 * not do, since it may have been given to another process since. A killed postmaster can stay in
 * the process table as a zombie, for which PostgreSQL would refuse to start: its lock file is
 * removed here, and only after no process is left that serves the directory.
 */
final class Leftovers {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final Path data;
  private final Path sockets;
  private final PgCtl pgCtl;
  private final ServerProcesses processes;

  Leftovers(Path data, Path sockets, PgCtl pgCtl, ServerProcesses processes) {
    this.data = data;
    this.sockets = sockets;
    this.pgCtl = pgCtl;
    this.processes = processes;
  }

  /** Returns when no process serves the data directory and none seems to. */
  void clear() throws IOException, InterruptedException {
    Optional<LockFile> lock = LockFile.read(data);
    if (lock.isPresent()
        && processes.main().map(main -> main.pid() == lock.get().pid()).orElse(false)) {
      pgCtl.stop(data, STOP_LIMIT);
    }
    // Children of a killed postmaster notice its death and go by themselves, nearly always.
    if (!awaitNone(GRACE)) {
      processes.alive().forEach(ProcessHandle::destroyForcibly);
      if (!awaitNone(GRACE)) {
        List<Long> left = processes.alive().stream().map(ProcessHandle::pid).toList();
        throw new PostgresException("processes " + left + " do not let go of " + data);
      }
    }
    Files.deleteIfExists(data.resolve(LockFile.NAME));
    OwnerOnlyFiles.delete(sockets);
  }

  private boolean awaitNone(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!processes.alive().isEmpty()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }
}
