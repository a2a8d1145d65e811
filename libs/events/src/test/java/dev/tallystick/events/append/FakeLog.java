package dev.tallystick.events.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.TreeBatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A log behind a real HTTP server on loopback: appends, signs and answers honestly, unless told
 * otherwise.
 */
public final class FakeLog implements AutoCloseable {
  public static final String ORIGIN = "tallystick.example/fake";
  private static final long FIRST_MILLIS = 1_731_398_500_000L;

  /** What the log does with one request. */
  public interface Behaviour {
    void handle(HttpExchange exchange, List<Event> events) throws IOException, InterruptedException;
  }

  /** One request as it arrived. */
  public record Request(String authorization, String body, List<Event> events) {}

  private final SignerKey key;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<EventId, JsonObject> answers = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private Frontier frontier = Frontier.EMPTY;

  public FakeLog() throws IOException {
    this(ORIGIN, 1);
  }

  public FakeLog(String origin, int keySeed) throws IOException {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) keySeed);
    key = SignerKey.fromSeed(origin, seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/entries", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/entries");
  }

  public NoteVerifier verifier() {
    return NoteVerifier.of(key.verifierKey());
  }

  public SignerKey key() {
    return key;
  }

  /** The behaviour for one coming request; without one, a request is answered honestly. */
  public FakeLog then(Behaviour behaviour) {
    next.add(behaviour);
    return this;
  }

  /** Gives no more of an answer until this log is closed. */
  public void stall() throws InterruptedException {
    closed.await();
  }

  public List<Request> requests() {
    return requests;
  }

  public synchronized long size() {
    return frontier.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    List<Event> events = body.lines().map(FakeLog::parse).toList();
    requests.add(new Request(exchange.getRequestHeaders().getFirst("Authorization"), body, events));
    Behaviour behaviour = next.poll();
    try {
      if (behaviour == null) {
        answer(exchange, store(events));
      } else {
        behaviour.handle(exchange, events);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Without an answer before it, this cuts the connection.
      exchange.close();
    }
  }

  private static Event parse(String line) {
    try {
      return Event.parse(line.getBytes(UTF_8));
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Stores the events that are not stored yet, in one batch, and returns the true answers for all.
   */
  public synchronized List<JsonObject> store(List<Event> events) {
    TreeBatch batch = new TreeBatch(frontier);
    Map<Event, Long> indices = new HashMap<>();
    for (Event event : events) {
      if (!answers.containsKey(event.id())) {
        Hash entry = EntryHash.entry(FIRST_MILLIS + batch.size(), event.hashes());
        indices.put(event, batch.add(Merkle.leafHash(entry)));
      }
    }
    SignedNote note =
        SignedNote.sign(
            new Checkpoint(key.verifierKey().name(), batch.size(), batch.root()).body(),
            key.signer());
    indices.forEach(
        (event, index) ->
            answers.put(
                event.id(),
                JsonObject.builder()
                    .put("eventId", event.id().toString())
                    .put("index", index)
                    .put("recordedMillis", FIRST_MILLIS + index)
                    .put(
                        "inclusionProof",
                        JsonArray.ofStrings(
                            batch.inclusionProof(index).path().stream().map(Hash::base64).toList()))
                    .put("checkpoint", note.toString())
                    .build()));
    frontier = batch.frontier();
    return new ArrayList<>(events.stream().map(event -> answers.get(event.id())).toList());
  }

  public static void answer(HttpExchange exchange, List<JsonObject> lines) throws IOException {
    answer(exchange, 200, text(lines));
  }

  public static String text(List<JsonObject> lines) {
    return lines.stream()
        .map(line -> new String(CanonicalJson.messageBytes(line), UTF_8) + "\n")
        .collect(Collectors.joining());
  }

  public static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  public static JsonObject problem(int status, String code) {
    return JsonObject.builder()
        .put("type", "urn:tallystick:problem:x")
        .put("status", status)
        .put("code", code)
        .build();
  }

  /** The object with one member changed, or removed if there is no value. */
  public static JsonObject with(JsonObject object, String name, JsonValue... value) {
    JsonObject.Builder changed = JsonObject.builder();
    object.forEach(
        (other, old) -> {
          if (!other.equals(name)) {
            changed.put(other, old);
          }
        });
    if (value.length > 0) {
      changed.put(name, value[0]);
    }
    return changed.build();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
