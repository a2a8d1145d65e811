package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tally.market.MarketLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands for audit-service: a lineage answer, openings of ranges and the log's public files. */
public final class AuditorServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("from=(\\d+)&to=(\\d+)&purpose=([^&]+)");

  private final HttpServer server;
  private final Map<String, byte[]> files;
  private final List<byte[]> lines;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile JsonObject lineage = JsonObject.EMPTY;
  private final AtomicInteger late = new AtomicInteger();
  private volatile byte[] early = {};

  private AuditorServer(Map<String, byte[]> files, List<byte[]> lines) throws IOException {
    this.files = files;
    this.lines = lines;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Serves these public files, and these openings, a line each. */
  public static AuditorServer of(Map<String, byte[]> files, List<byte[]> lines) throws IOException {
    return new AuditorServer(files, lines);
  }

  /** Answers this, whichever lineage is asked for. */
  public AuditorServer lineage(JsonObject answer) {
    lineage = answer;
    return this;
  }

  /** Serves another checkpoint for the next requests. */
  AuditorServer publishingLate(byte[] checkpoint, int requests) {
    early = checkpoint;
    late.set(requests);
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was asked for with a token, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = path.startsWith("/log/") ? file(path.substring(5)) : authorized(exchange);
      exchange.sendResponseHeaders(
          body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private byte[] file(String path) {
    if (path.equals("checkpoint") && late.get() > 0) {
      late.decrementAndGet();
      return early;
    }
    return files.getOrDefault(path, new byte[0]);
  }

  private byte[] authorized(HttpExchange exchange) throws IOException {
    if (!"Bearer a-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return new byte[0];
    }
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(exchange.getRequestURI() + (request.isEmpty() ? "" : " " + request));
    Matcher range = RANGE.matcher(String.valueOf(exchange.getRequestURI().getRawQuery()));
    if (exchange.getRequestURI().getPath().equals("/v1/openings") && range.matches()) {
      return MarketLog.file(
          lines.subList(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))));
    }
    return CanonicalJson.messageBytes(lineage);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
