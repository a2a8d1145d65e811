package dev.tallystick.local;

import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.local.state.SuiteLock;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code down}: tells the launcher to stop everything, or does it itself where the launcher was
 * killed; returns when no process of the suite is left.
 */
record DownCommand(PrintStream out) {
  /** Services that were trained write what they have learned first. */
  private static final Duration ORDERLY = Duration.ofMinutes(4);

  private static final Duration GONE = Duration.ofSeconds(2);

  int run(Arguments arguments) throws NotAStateFolderException, InterruptedException {
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    Optional<SuiteLock> lock = SuiteLock.take(folder);
    if (lock.isEmpty()) {
      lock = takeFromLauncher(folder);
    }
    if (lock.isEmpty()) {
      out.println("The launcher does not end; its log is " + folder.log("launcher"));
      return 1;
    }
    try {
      new OrphanCleanup(folder, out::println).clear();
    } finally {
      lock.get().close();
    }
    out.println("Nothing is running.");
    return 0;
  }

  private Optional<SuiteLock> takeFromLauncher(SuiteFolder folder) throws InterruptedException {
    Optional<ProcessHandle> launcher = SuiteLock.owner(folder);
    launcher.ifPresent(ProcessHandle::destroy);
    out.println("Stopping …");
    Optional<SuiteLock> lock = awaitLock(folder, ORDERLY);
    if (lock.isEmpty()) {
      launcher.ifPresent(ProcessHandle::destroyForcibly);
      lock = awaitLock(folder, Duration.ofSeconds(5));
    }
    if (launcher.isPresent()) {
      awaitEnd(launcher.get());
    }
    return lock;
  }

  /** The launcher lets go of the lock a moment before it is gone itself. */
  private static void awaitEnd(ProcessHandle launcher) throws InterruptedException {
    long end = System.nanoTime() + GONE.toNanos();
    while (launcher.isAlive() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
  }

  private static Optional<SuiteLock> awaitLock(SuiteFolder folder, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Optional<SuiteLock> lock = SuiteLock.take(folder);
    while (lock.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(50);
      lock = SuiteLock.take(folder);
    }
    return lock;
  }
}
