package dev.tallystick.bench.usage;

import dev.tallystick.bench.measure.Latencies;
import dev.tallystick.bench.stage.Stage;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.usage.IndexRoot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * How old the oldest entry is that no index root covers, looked at every 20 ms while entries are
 * appended at a fixed rate. There is one root a second at most, so under load it swings between
 * little and a second.
 */
final class IndexLag {
  private static final int CONNECTIONS = 64;

  private final Stage stage;
  private final URI root;
  private final HttpClient http = HttpClient.newHttpClient();

  /** When the log was first seen larger than this size, in nanoseconds. */
  private final TreeMap<Long, Long> grown = new TreeMap<>();

  IndexLag(Stage stage, Readers readers) {
    this.stage = stage;
    this.root = readers.uri("/index/root");
  }

  /** The ages, once the rate has been kept for three seconds. */
  Latencies run(double perSecond, Duration length)
      throws IOException, InterruptedException, SQLException {
    CompletableFuture<Void> load =
        CompletableFuture.runAsync(() -> append(perSecond, length.plusSeconds(3)));
    Latencies ages = new Latencies();
    long begun = System.nanoTime();
    while (!load.isDone()) {
      long size = stage.log().treeSize();
      long now = System.nanoTime();
      grown.putIfAbsent(size, now);
      long covered = covered();
      // The first size seen beyond what is covered tells since when an entry has been waiting.
      Map.Entry<Long, Long> waiting = grown.higherEntry(covered);
      if (now - begun > TimeUnit.SECONDS.toNanos(3)) {
        ages.add(waiting == null ? 0 : System.nanoTime() - waiting.getValue());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    load.join();
    return ages;
  }

  private void append(double perSecond, Duration length) {
    try {
      stage.appendAtRate(CONNECTIONS, perSecond, Duration.ZERO, length);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** How many entries the newest index root covers. */
  long covered() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(HttpRequest.newBuilder(root).build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      return 0;
    }
    try {
      JsonObject entry = (JsonObject) CanonicalJson.parseMessage(answer.body());
      return IndexRoot.find(
              entry.getObject("opening").getObject("body").getObject("value").getObject("data"))
          .map(IndexRoot::coveredSize)
          .orElse(0L);
    } catch (MalformedJsonException e) {
      throw new IOException("the index root is none", e);
    }
  }

  /** Waits until a root covers what the log holds now, and returns how long that took. */
  Duration awaitCovered() throws IOException, InterruptedException, SQLException {
    long begun = System.nanoTime();
    long size = stage.log().treeSize();
    // The newest entry may be a root, which no further root covers until something else is logged.
    while (covered() < size - 1) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
