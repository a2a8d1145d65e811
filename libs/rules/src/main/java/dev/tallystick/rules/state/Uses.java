package dev.tallystick.rules.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How often a limited consent was used: in all, and when, as far back as anybody asks. Immutable.
 */
final class Uses {
  static final Uses NONE = new Uses(0, new long[0]);

  private final long total;
  private final long[] times;

  /** The array is its own from now on. */
  Uses(long total, long[] times) {
    this.total = total;
    this.times = times;
  }

  long total() {
    return total;
  }

  /** The times that are remembered, in the order of the log; not to be changed. */
  long[] times() {
    return times;
  }

  Uses plus(long millis) {
    long[] more = Arrays.copyOf(times, times.length + 1);
    more[times.length] = millis;
    return new Uses(total + 1, more);
  }

  /** How many of the last uses, one after the other, were at a time or later. */
  long since(long fromMillis) {
    int first = times.length;
    while (first > 0 && times[first - 1] >= fromMillis) {
      first--;
    }
    return (long) times.length - first;
  }

  /** Without the times before one; this if there are none. */
  Uses from(long millis) {
    int first = 0;
    while (first < times.length && times[first] < millis) {
      first++;
    }
    return first == 0 ? this : new Uses(total, Arrays.copyOfRange(times, first, times.length));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Uses that && total == that.total && Arrays.equals(times, that.times);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(times);
  }
}
