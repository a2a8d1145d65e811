package dev.tallystick.system.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * The clock of a host that is set while everything runs on it: libfaketime answers all of its
 * processes by one file, which each of them reads once a second. Clocks that nobody sets are left
 * alone, and so are waits by them.
 */
final class HostClock extends Clock {
  private final Path file;
  private final Path library;
  private volatile Duration offset = Duration.ZERO;

  /** A clock that is right; the file says otherwise later. */
  HostClock(Path file, Path library) throws IOException {
    this.file = file.toAbsolutePath();
    this.library = library;
    Files.createDirectories(this.file.getParent());
    set(Duration.ZERO);
  }

  /** What a process finds in its environment that goes by this clock. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "FAKETIME_DISABLE_SHM", "1",
        "NO_FAKE_STAT", "1");
  }

  /** Sets it to so much more than the right time. */
  void set(Duration ahead) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, "+" + ahead.toSeconds() + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    offset = ahead;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("it is a clock in UTC");
  }
}
