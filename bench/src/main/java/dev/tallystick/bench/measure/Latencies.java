package dev.tallystick.bench.measure;

import java.util.Arrays;

/**
 * Every latency of a round, none estimated. Not thread-safe; each thread collects its own and they
 * are joined afterwards.
 */
public final class Latencies {
  private long[] nanos = new long[1024];
  private int count;
  private boolean sorted;

  /** Adds one. */
  public void add(long latencyNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = latencyNanos;
    sorted = false;
  }

  /** Adds all of another round or thread. */
  public void addAll(Latencies others) {
    for (int i = 0; i < others.count; i++) {
      add(others.nanos[i]);
    }
  }

  public int count() {
    return count;
  }

  /**
   * The least latency that this share of all latencies does not exceed (nearest rank), in
   * milliseconds; 0 if there are none.
   *
   * @param percent above 0 and at most 100
   */
  public double percentileMillis(double percent) {
    if (percent <= 0 || percent > 100) {
      throw new IllegalArgumentException("a percentile is above 0 and at most 100: " + percent);
    }
    if (count == 0) {
      return 0;
    }
    if (!sorted) {
      Arrays.sort(nanos, 0, count);
      sorted = true;
    }
    int rank = (int) Math.ceil(percent / 100 * count);
    return nanos[Math.max(rank, 1) - 1] / 1e6;
  }
}
