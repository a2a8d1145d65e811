package dev.tallystick.bench.measure;

import java.util.List;

/**
 * What one round of load gave.
 *
 * @param entries events that were confirmed in the window
 * @param confirmed events that were confirmed at any time of the round
 * @param seconds the length of the window
 * @param latencies one a request, within the window
 * @param failures answers that did not confirm, at any time of the round
 * @param samples some of the answers, for their proofs to be checked when the round is over
 */
public record LoadResult(
    long entries,
    long confirmed,
    double seconds,
    Latencies latencies,
    Failures failures,
    List<Sample> samples) {
  /** Copies the list. */
  public LoadResult {
    samples = List.copyOf(samples);
  }

  public double perSecond() {
    return entries / seconds;
  }
}
