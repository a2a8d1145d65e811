package dev.tallystick.local.state;

import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Held by the one launcher that runs the suite of a folder. The operating system releases it when
 * that process ends, however it ends; a lock file that lies about means nothing.
 */
public final class SuiteLock implements Closeable {
  private final FileChannel channel;
  private final Path owner;

  private SuiteLock(FileChannel channel, Path owner) {
    this.channel = channel;
    this.owner = owner;
  }

  /** Takes the lock for this process; empty when a live launcher holds it. */
  public static Optional<SuiteLock> take(SuiteFolder folder) {
    try {
      FileChannel channel =
          FileChannel.open(folder.run("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return Optional.empty();
      }
      SuiteLock lock = new SuiteLock(channel, folder.run("launcher"));
      ProcessHandle self = ProcessHandle.current();
      OwnerOnlyFiles.write(lock.owner, self.pid() + " " + started(self) + "\n");
      return Optional.of(lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The process that took the lock last, if it still lives. Its start time is compared, so a
   * process that was given the same pid later is never taken for it.
   */
  public static Optional<ProcessHandle> owner(SuiteFolder folder) {
    Path file = folder.run("launcher");
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] words = Files.readString(file).strip().split(" ", -1);
      Instant then = Instant.parse(words[1]);
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(process -> process.isAlive() && !isZombie(process))
          .filter(process -> near(started(process), then));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(owner);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A killed process stays in the process table until its parent has asked for its exit code; of
   * its program nothing is left to tell. It is the same user's, of whom a machine tells that.
   */
  private static boolean isZombie(ProcessHandle process) {
    return process.info().command().isEmpty();
  }

  private static Instant started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  /** The kernel counts from boot; the wall clock that it is turned into may be set in between. */
  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(Duration.ofSeconds(2)) < 0;
  }
}
