package dev.tallystick.tally.log;

import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells how far the reading of a log is, if it takes longer than two seconds. */
public final class ReadingProgress {
  private static final long FIRST = TimeUnit.SECONDS.toNanos(2);
  private static final long EVERY = TimeUnit.SECONDS.toNanos(5);
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final PrintWriter err;
  private final LongSupplier nanos;
  private final String command;
  private final long total;
  private final long start;
  private long next;
  private long done;

  /**
   * Starts the clock.
   *
   * @param nanos a clock that only moves forward, in nanoseconds
   * @param total how many entries there are
   */
  public ReadingProgress(PrintWriter err, LongSupplier nanos, String command, long total) {
    this.err = err;
    this.nanos = nanos;
    this.command = command;
    this.total = total;
    this.start = nanos.getAsLong();
    this.next = FIRST;
  }

  /** Returns a reader that counts the entries that go through it. */
  public TileReader counting(TileReader reader) {
    return tile -> {
      byte[] bytes = reader.read(tile);
      passed(tile);
      return bytes;
    };
  }

  /** Counts the entries if the tile is a bundle, and says so when it is time. */
  public void passed(Tile tile) {
    if (tile.isEntries()) {
      passed(tile.width());
    }
  }

  /** Counts entries, and says so when it is time. */
  public void passed(int entries) {
    done += entries;
    long elapsed = nanos.getAsLong() - start;
    if (elapsed >= next) {
      next = elapsed + EVERY;
      double rate = done / (elapsed / SECOND);
      err.println(
          "%s: %d of %d entries, %.0f/s, %.0f s left"
              .formatted(command, done, total, rate, (total - done) / rate));
      err.flush();
    }
  }
}
