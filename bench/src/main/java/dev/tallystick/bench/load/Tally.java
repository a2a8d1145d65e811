package dev.tallystick.bench.load;

import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.measure.Latencies;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.measure.Sample;
import dev.tallystick.bench.measure.Window;
import java.util.ArrayList;
import java.util.List;

/** Looks at every answer of a round and keeps what the round gives. Not thread-safe. */
final class Tally {
  /** Of so many answers to single events one is kept, so that its proof can be checked. */
  private static final int SAMPLE_EVERY = 1_000;

  private final RequestShape shape;
  private final Window window;
  private final int sampleEvery;
  private final Latencies latencies = new Latencies();
  private final List<Sample> samples = new ArrayList<>();
  private final AnswerLines lines = new AnswerLines();
  private Failures failures = Failures.NONE;
  private long entries;
  private long confirmedInAll;
  private long answers;

  Tally(RequestShape shape, Window window) {
    this.shape = shape;
    this.window = window;
    this.sampleEvery = Math.max(1, SAMPLE_EVERY / shape.events());
  }

  /** Takes a complete answer. {@code at} is the time by which it is in the window or not. */
  void add(LoadConnection connection, long at, long latencyNanos) {
    boolean sample = answers++ % sampleEvery == 0;
    int confirmed = shape.lines() ? lines(connection, sample) : single(connection, sample);
    confirmedInAll += confirmed;
    if (window.contains(at)) {
      entries += confirmed;
      latencies.add(latencyNanos);
    }
  }

  private int single(LoadConnection connection, boolean sample) {
    AnswerHead head = connection.head();
    if (head.status() != shape.expectedStatus()) {
      failures = failures.and(1, text(connection, head));
      return 0;
    }
    if (!shape.confirms()) {
      return 0;
    }
    if (sample) {
      String body = LoadConnection.text(connection.answer(), head.bodyAt(), head.bodyLength());
      samples.add(new Sample(connection.event(0), body));
    }
    return 1;
  }

  private int lines(LoadConnection connection, boolean sample) {
    AnswerHead head = connection.head();
    if (head.status() != shape.expectedStatus()) {
      failures = failures.and(shape.events(), text(connection, head));
      return 0;
    }
    int wanted = (int) (answers * 31 % shape.events());
    lines.scan(connection.answer(), head.bodyAt(), head.bodyAt() + head.bodyLength(), wanted);
    int missing = shape.events() - lines.confirmed();
    if (missing != 0) {
      int at = Math.max(lines.firstRefused(), head.bodyAt());
      int length = Math.min(400, head.bodyAt() + head.bodyLength() - at);
      failures = failures.and(missing, LoadConnection.text(connection.answer(), at, length));
    } else if (sample) {
      int length = lines.wantedTo() - lines.wantedFrom();
      String line = LoadConnection.text(connection.answer(), lines.wantedFrom(), length);
      samples.add(new Sample(connection.event(wanted), line));
    }
    return lines.confirmed();
  }

  private static String text(LoadConnection connection, AnswerHead head) {
    String body = LoadConnection.text(connection.answer(), head.bodyAt(), head.bodyLength());
    return head.status() + " " + body;
  }

  LoadResult result() {
    return new LoadResult(entries, confirmedInAll, window.seconds(), latencies, failures, samples);
  }
}
