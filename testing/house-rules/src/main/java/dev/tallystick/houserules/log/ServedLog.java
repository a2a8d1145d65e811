package dev.tallystick.houserules.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.Tile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A log that speaks audit-service's protocol on loopback: appends with dedup, guards and clock,
 * receipts, the feed, its key. It checks no token and no decision, and forgets everything when it
 * is closed. Thread-safe.
 */
public final class ServedLog implements AutoCloseable {
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final SignerKey key;
  private final MemoryLog log;
  private final LogFaults faults = new LogFaults();
  private final HttpServer server;
  private final List<Integer> appends = new CopyOnWriteArrayList<>();
  private volatile String successions = "";
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private ServedLog(SignerKey key, Clock clock) throws IOException {
    this.key = key;
    log = new MemoryLog(key, clock);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    serve("/v1/entries", this::append);
    serve("/v1/receipts/", this::receipt);
    serve("/v1/feed", this::feed);
    serve("/log/vkey", exchange -> answer(exchange, 200, vkey() + "\n"));
    serve("/log/keys", exchange -> answer(exchange, 200, successions));
    serve("/log/policy", exchange -> answer(exchange, 200, policy()));
    serve("/log/checkpoint", exchange -> answer(exchange, 200, log.checkpoint().toString()));
    serve("/log/tile/", this::tile);
    server.start();
  }

  /** A log with a key of its own, on the clock of the machine. */
  public static ServedLog start() {
    return start(1, Clock.systemUTC());
  }

  /**
   * A log with the key that is made of this number.
   *
   * @param clock what its recorded times are taken from, and events' times compared with
   */
  public static ServedLog start(int keySeed, Clock clock) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) keySeed);
    try {
      return new ServedLog(SignerKey.fromSeed("tallystick.example/test", seed), clock);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What {@code tallystick.audit.url} is set to. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The log's verifier key. */
  public String vkey() {
    return key.verifierKey().toString();
  }

  /** What it says of which key follows which. */
  public void tellSuccessions(String lines) {
    successions = lines;
  }

  /** What goes wrong from now on. */
  public LogFaults faults() {
    return faults;
  }

  /** Everything that was logged, in order. */
  public List<ScriptedEvent> entries() {
    return log.entries();
  }

  /** What was logged of this type, by its name in prose. */
  public List<ScriptedEvent> entries(String shortType) {
    return entries().stream()
        .filter(logged -> logged.event().type().shortName().equals(shortType))
        .toList();
  }

  /** How many events each request to append had, in the order of the requests. */
  public List<Integer> appends() {
    return List.copyOf(appends);
  }

  /** The version of a guard. */
  public long guard(String guardKey) {
    return log.guard(guardKey);
  }

  /** Logs an event of somebody else's. */
  public ScriptedEvent append(Event event) {
    try {
      return log.append(event);
    } catch (MemoryLog.Refusal e) {
      throw new IllegalArgumentException(e.code(), e);
    }
  }

  private String policy() {
    return "log " + vkey() + "\nquorum none\n";
  }

  private void append(HttpExchange exchange) throws IOException {
    List<String> answers = new ArrayList<>();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (faults.isTurningAway()) {
      answer(exchange, 403, LogAnswers.problem(403, "FORBIDDEN"));
      return;
    }
    List<String> lines = new String(body, UTF_8).lines().toList();
    appends.add(lines.size());
    for (String line : lines) {
      answers.add(append(line));
    }
    faults.awaitAnswering(new String(body, UTF_8));
    if (!faults.losesAnswer()) {
      answer(exchange, 200, String.join("\n", answers) + "\n");
    }
  }

  private String append(String line) {
    try {
      faults.throwRefusal();
      Event event = Event.parse(line.getBytes(UTF_8));
      if (faults.failsAt(event.id())) {
        return LogAnswers.problem(500, "INTERNAL_ERROR");
      }
      ScriptedEvent logged = log.append(event);
      synchronized (log) {
        return LogAnswers.appended(logged, log.inclusionProof(logged.index()), log.checkpoint());
      }
    } catch (MemoryLog.Refusal e) {
      return LogAnswers.problem(e.status(), e.code());
    } catch (InvalidEventException e) {
      return LogAnswers.problem(422, e.code().name());
    }
  }

  private void receipt(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    EventId id = EventId.fromString(path.substring(path.lastIndexOf('/') + 1));
    ScriptedEvent logged = log.find(id).orElse(null);
    if (logged == null) {
      answer(exchange, 404, LogAnswers.notLogged(log.raiseFloor()));
      return;
    }
    synchronized (log) {
      byte[] json =
          LogAnswers.receipt(
              logged,
              log.inclusionProof(logged.index()),
              log.checkpoint(),
              Hash.sha256(policy().getBytes(UTF_8)));
      answer(exchange, 200, new String(json, UTF_8));
    }
  }

  private void feed(HttpExchange exchange) throws IOException {
    if (faults.isFeedStalling()) {
      return;
    }
    Map<String, String> query = new HashMap<>();
    for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
      query.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    long after = Long.parseLong(query.getOrDefault("after", "-1"));
    int limit = Integer.parseInt(query.getOrDefault("limit", "200"));
    Set<String> types = Set.of(query.getOrDefault("types", "").split(","));
    long polls = Integer.parseInt(query.getOrDefault("wait", "0")) * 1000L / LOOK_AGAIN_MILLIS;
    List<ScriptedEvent> all;
    List<ScriptedEvent> page;
    do {
      all = log.entries();
      page =
          all.stream()
              .filter(logged -> logged.index() > after)
              .filter(logged -> types.contains("") || types.contains(logged.event().type().name()))
              .limit(limit)
              .toList();
    } while (page.isEmpty() && polls-- > 0 && pause() && !faults.isAway());
    if (faults.isFeedStalling()) {
      return;
    }
    boolean full = page.size() == limit;
    long next = full ? page.get(limit - 1).index() : Math.max(after, all.size() - 1);
    answer(exchange, 200, LogAnswers.feed(page, next, all.size(), faults::isBodyLost));
  }

  private static boolean pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void tile(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/log/".length());
    byte[] bytes = Tile.find(path).map(log::tile).orElse(new byte[0]);
    exchange.sendResponseHeaders(
        bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          // Closed without an answer, the connection is cut.
          try (exchange) {
            if (!faults.isAway()) {
              handler.handle(exchange);
            }
          }
        });
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
