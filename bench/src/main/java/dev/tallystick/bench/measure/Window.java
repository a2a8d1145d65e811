package dev.tallystick.bench.measure;

import java.time.Duration;

/**
 * The part of a round that counts, in {@link System#nanoTime}. What comes before it, while all
 * connections begin at once, and after it, while they end, is load but no measurement.
 */
public record Window(long start, long end) {
  /** The window that opens after {@code ramp}, seen from now, and stays open for {@code length}. */
  public static Window after(Duration ramp, Duration length) {
    long start = System.nanoTime() + ramp.toNanos();
    return new Window(start, start + length.toNanos());
  }

  /** Whether the window is open at this time. */
  public boolean contains(long nanoTime) {
    return nanoTime - start >= 0 && !isOver(nanoTime);
  }

  /** Whether the window has been closed. */
  public boolean isOver(long nanoTime) {
    return nanoTime - end >= 0;
  }

  public double seconds() {
    return (end - start) / 1e9;
  }
}
