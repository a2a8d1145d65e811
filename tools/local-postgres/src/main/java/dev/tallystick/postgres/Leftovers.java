package dev.tallystick.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends what an earlier, killed owner left behind in a data directory, so that a new server can have
 * it.
 *
 * <p>A server process works in its data directory, so its current directory tells whose it is; a
 * pid alone would not, since it may have been given to another process since. A killed postmaster
 * can stay in the process table as a zombie, for which PostgreSQL would refuse to start: its lock
 * file is removed here, and only after no process is left in the directory.
 */
final class Leftovers {
  private static final Path PROC = Path.of("/proc");
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final Path data;
  private final Path sockets;
  private final PgCtl pgCtl;

  Leftovers(Path data, Path sockets, PgCtl pgCtl) {
    this.data = data;
    this.sockets = sockets;
    this.pgCtl = pgCtl;
  }

  /** Returns when no process serves the data directory and none seems to. */
  void clear() throws IOException, InterruptedException {
    Optional<LockFile> lock = LockFile.read(data);
    if (lock.isPresent() && inDirectory().contains(lock.get().pid())) {
      pgCtl.stop(data, STOP_LIMIT);
    }
    // Children of a killed postmaster notice its death and go by themselves, nearly always.
    if (!awaitNone(GRACE)) {
      for (long pid : inDirectory()) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
      if (!awaitNone(GRACE)) {
        throw new PostgresException("processes " + inDirectory() + " do not let go of " + data);
      }
    }
    Files.deleteIfExists(data.resolve(LockFile.NAME));
    OwnerOnlyFiles.delete(sockets);
  }

  private boolean awaitNone(Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!inDirectory().isEmpty()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  /** The live processes whose current directory is the data directory. */
  private List<Long> inDirectory() throws IOException {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (data.equals(currentDirectory(process))) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    return found;
  }

  private static Path currentDirectory(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd"));
    } catch (IOException e) {
      // Gone meanwhile, a zombie, or another user's: in no case ours to stop.
      return process;
    }
  }
}
