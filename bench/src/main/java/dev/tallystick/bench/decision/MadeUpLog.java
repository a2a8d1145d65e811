package dev.tallystick.bench.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.Tile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A log of any size that speaks audit-service's protocol as far as consent-service needs it: the
 * market's entries, the crowd's, and behind them what is really appended. Takes no time for what it
 * has not been asked for.
 */
final class MadeUpLog implements AutoCloseable {
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final SignerKey key = SignerKey.fromSeed("tallystick.example/bench", new byte[32]);
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Event> head;
  private final List<Event> tail = new CopyOnWriteArrayList<>();
  private final EntryText text;
  private final MadeUpTree tree;
  private final long millis;
  private long told;
  private long begun;
  private long ended;

  private MadeUpLog(Market market, Crowd crowd, Instant now)
      throws IOException, InvalidEventException {
    this.head = market.events();
    this.text = new EntryText(crowd, now);
    this.tree = new MadeUpTree(head.size() + 2 * crowd.consents());
    this.millis = now.toEpochMilli();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    serve("/v1/feed", this::feed);
    serve("/v1/entries", this::append);
    serve("/log/vkey", exchange -> answer(exchange, vkey() + "\n"));
    serve("/log/policy", exchange -> answer(exchange, "log " + vkey() + "\nquorum none\n"));
    serve("/log/checkpoint", exchange -> answer(exchange, checkpoint().toString()));
    serve("/log/tile/", this::tile);
    server.start();
  }

  static MadeUpLog start(Market market, Crowd crowd, Clock clock)
      throws IOException, InvalidEventException {
    return new MadeUpLog(market, crowd, clock.instant());
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  long size() {
    return tree.size();
  }

  /** How many entries were told since the last time this was asked, and in how many seconds. */
  synchronized Told told() {
    Told now = new Told(told, (ended - begun) / 1e9);
    told = 0;
    begun = 0;
    ended = 0;
    return now;
  }

  /** What was told in the feed. */
  record Told(long entries, double seconds) {}

  private String vkey() {
    return key.verifierKey().toString();
  }

  private SignedNote checkpoint() {
    synchronized (tree) {
      return SignedNote.sign(
          new Checkpoint(key.verifierKey().name(), tree.size(), tree.root()).body(), key.signer());
    }
  }

  private void feed(HttpExchange exchange) throws IOException {
    Map<String, String> query = new HashMap<>();
    for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
      query.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    long after = Long.parseLong(query.getOrDefault("after", "-1"));
    int limit = Integer.parseInt(query.getOrDefault("limit", "200"));
    long end =
        System.nanoTime() + Integer.parseInt(query.getOrDefault("wait", "0")) * 1_000_000_000L;
    while (after >= tree.size() - 1 && System.nanoTime() < end) {
      try {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    long size = tree.size();
    long first = after + 1;
    long beyond = Math.min(size, after >= size ? size : first + limit);
    StringBuilder page = new StringBuilder("{\"entries\":[");
    for (long index = first; index < beyond; index++) {
      page.append(index == first ? "" : ",");
      entry(page, index, size);
    }
    clock(Math.max(0, beyond - first));
    page.append("],\"next\":")
        .append(Math.max(after, beyond - 1))
        .append(",\"treeSize\":")
        .append(size)
        .append('}');
    answer(exchange, page.toString());
  }

  /** From the first page that has something in it to the last. */
  private synchronized void clock(long entries) {
    if (entries > 0) {
      told += entries;
      begun = begun == 0 ? System.nanoTime() : begun;
      ended = System.nanoTime();
    }
  }

  private void entry(StringBuilder page, long index, long size) {
    long crowded = size - tail.size();
    if (index < head.size()) {
      EntryText.append(page, index, head.get((int) index), millis);
    } else if (index >= crowded) {
      EntryText.append(page, index, tail.get((int) (index - crowded)), millis);
    } else {
      text.append(page, index, index - head.size());
    }
  }

  private void append(HttpExchange exchange) throws IOException {
    List<String> answers = new ArrayList<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    for (String line : body.lines().toList()) {
      try {
        answers.add(append(Event.parse(line.getBytes(UTF_8))));
      } catch (InvalidEventException e) {
        throw new IOException("consent-service appends something that is no event", e);
      }
    }
    answer(exchange, String.join("\n", answers) + "\n");
  }

  private String append(Event event) {
    synchronized (tree) {
      tail.add(event);
      long index = tree.add(Merkle.leafHash(EntryHash.entry(millis, event.hashes())));
      InclusionProof proof = tree.inclusionProof(index);
      return "{\"eventId\":\"%s\",\"index\":%d,\"recordedMillis\":%d,\"inclusionProof\":[%s],\"checkpoint\":\"%s\"}"
          .formatted(
              event.id(),
              index,
              millis,
              proof.path().stream()
                  .map(hash -> '"' + hash.base64() + '"')
                  .collect(Collectors.joining(",")),
              checkpoint().toString().replace("\n", "\\n"));
    }
  }

  private void tile(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/log/".length());
    byte[] bytes = Tile.find(path).map(tree::tile).orElse(new byte[0]);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
