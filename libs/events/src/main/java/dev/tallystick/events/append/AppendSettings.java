package dev.tallystick.events.append;

import java.net.URI;
import java.time.Duration;

/**
 * How an {@link AppendClient} works.
 *
 * @param endpoint where events are posted, such as {@code http://127.0.0.1:8083/v1/entries}
 * @param queueCapacity how many events may be waiting or under way; more are refused at once. Too
 *     few refuse work in a burst, too many let callers wait for what will time out
 * @param maxBatch the most events in one request; the log takes 1,000
 * @param maxInFlight the most requests at one time; what is queued meanwhile goes out in the next
 *     one
 * @param requestTimeout how long one request may take before it is given up and sent again
 * @param giveUpAfter how long an event is tried before its caller is told that there is no answer.
 *     A permit lasts ten seconds, so longer than that serves nobody
 */
public record AppendSettings(
    URI endpoint,
    int queueCapacity,
    int maxBatch,
    int maxInFlight,
    Duration requestTimeout,
    Duration giveUpAfter) {

  /** The most bytes of events in one request, unless a single event is longer. */
  static final int MAX_BATCH_BYTES = 1 << 20;

  /** Refuses limits that let nothing through. */
  public AppendSettings {
    if (queueCapacity < 1 || maxBatch < 1 || maxInFlight < 1) {
      throw new IllegalArgumentException("a limit of an append client is at least 1");
    }
    if (!isPositive(requestTimeout) || !isPositive(giveUpAfter)) {
      throw new IllegalArgumentException("a time limit of an append client is positive");
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isZero() && !duration.isNegative();
  }

  /** The usual settings: 10,000 events, 500 a request, 4 requests, 3 and 8 seconds. */
  public static AppendSettings of(URI endpoint) {
    return new AppendSettings(
        endpoint, 10_000, 500, 4, Duration.ofSeconds(3), Duration.ofSeconds(8));
  }

  /** These settings with other limits on what is under way. */
  public AppendSettings withLimits(int queueCapacity, int maxBatch, int maxInFlight) {
    return new AppendSettings(
        endpoint, queueCapacity, maxBatch, maxInFlight, requestTimeout, giveUpAfter);
  }

  /** These settings with other time limits. */
  public AppendSettings withTimes(Duration requestTimeout, Duration giveUpAfter) {
    return new AppendSettings(
        endpoint, queueCapacity, maxBatch, maxInFlight, requestTimeout, giveUpAfter);
  }
}
