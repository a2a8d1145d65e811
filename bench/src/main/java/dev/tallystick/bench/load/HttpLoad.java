package dev.tallystick.bench.load;

import dev.tallystick.bench.event.EventFiller;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.measure.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that load the log's service from the calling thread. Every answer's status is looked
 * at; some answers are kept with their requests for a check of the proofs.
 *
 * <p>Not thread-safe. Open it for one round: a server closes connections that are idle for long.
 */
public final class HttpLoad implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /**
   * How long the thread sleeps at most in an open loop; select() itself knows milliseconds only.
   */
  private static final long NAP_NANOS = 50_000;

  private final RequestShape shape;
  private final Selector selector;
  private final List<LoadConnection> connections = new ArrayList<>();
  private int outstanding;
  private long lastAnswer;

  private HttpLoad(RequestShape shape, Selector selector) {
    this.shape = shape;
    this.selector = selector;
  }

  /** Opens the connections; they take turns with the tokens. */
  public static HttpLoad open(
      InetSocketAddress server,
      RequestShape shape,
      int connections,
      List<String> tokens,
      EventFiller filler)
      throws IOException {
    HttpLoad load = new HttpLoad(shape, Selector.open());
    try {
      for (int i = 0; i < connections; i++) {
        String token = tokens.get(i % tokens.size());
        load.connections.add(LoadConnection.open(server, token, shape, filler, load.selector));
      }
    } catch (IOException e) {
      load.close();
      throw e;
    }
    return load;
  }

  /** Closed loop: each connection sends its next request when it has its answer. */
  public LoadResult asFastAsAnswered(Duration ramp, Duration length) throws IOException {
    Window window = Window.after(ramp, length);
    Tally tally = new Tally(shape, window);
    for (LoadConnection connection : connections) {
      begin(connection, System.nanoTime());
    }
    while (outstanding > 0) {
      selector.select(key -> closedStep(key, window, tally), 1_000);
      requireAnswers();
    }
    return tally.result();
  }

  private void closedStep(SelectionKey key, Window window, Tally tally) {
    try {
      LoadConnection connection = (LoadConnection) key.attachment();
      if (connection.proceed()) {
        long now = answered();
        tally.add(connection, now, now - connection.sentFor());
        if (!window.isOver(now)) {
          begin(connection, now);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Open loop: requests are due at a fixed rate, whatever the answers do. A latency counts from the
   * time at which its request was due, so a stall is felt by all that were due in it.
   */
  public LoadResult atRate(double perSecond, Duration ramp, Duration length) throws IOException {
    Window window = Window.after(ramp, length);
    Tally tally = new Tally(shape, window);
    ArrayDeque<LoadConnection> idle = new ArrayDeque<>(connections);
    long first = System.nanoTime();
    long sent = 0;
    while (true) {
      long due = first + (long) (sent * 1e9 / perSecond);
      boolean over = window.isOver(due);
      if (over && outstanding == 0) {
        return tally.result();
      }
      long wait = due - System.nanoTime();
      if (!over && wait <= 0 && !idle.isEmpty()) {
        begin(idle.remove(), due);
        sent++;
      } else if (selector.selectNow(key -> openStep(key, tally, idle)) == 0) {
        LockSupport.parkNanos(over || idle.isEmpty() ? NAP_NANOS : Math.min(wait, NAP_NANOS));
        requireAnswers();
      }
    }
  }

  private void openStep(SelectionKey key, Tally tally, ArrayDeque<LoadConnection> idle) {
    try {
      LoadConnection connection = (LoadConnection) key.attachment();
      if (connection.proceed()) {
        tally.add(connection, connection.sentFor(), answered() - connection.sentFor());
        idle.add(connection);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin(LoadConnection connection, long intended) throws IOException {
    if (outstanding++ == 0) {
      lastAnswer = System.nanoTime();
    }
    connection.begin(intended);
  }

  private long answered() {
    outstanding--;
    lastAnswer = System.nanoTime();
    return lastAnswer;
  }

  private void requireAnswers() throws SocketTimeoutException {
    if (outstanding > 0 && System.nanoTime() - lastAnswer > SILENCE.toNanos()) {
      throw new SocketTimeoutException("no answer for " + SILENCE.toSeconds() + " s");
    }
  }

  @Override
  public void close() throws IOException {
    for (LoadConnection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
