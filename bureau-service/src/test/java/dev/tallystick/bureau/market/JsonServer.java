package dev.tallystick.bureau.market;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server of JSON on loopback. What a handler refuses is answered with a problem. */
final class JsonServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  JsonServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers requests to a path and below. */
  interface Handler {
    /** The answer; null cuts the connection. */
    @Nullable String answer(HttpExchange exchange, byte[] body) throws Exception;
  }

  void serve(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            handle(exchange, handler);
          }
        });
  }

  private static void handle(HttpExchange exchange, Handler handler) throws IOException {
    try {
      String answer = handler.answer(exchange, exchange.getRequestBody().readAllBytes());
      if (answer != null) {
        send(exchange, 200, "application/json", answer);
      }
    } catch (RefusalException e) {
      send(exchange, e.status(), "application/problem+json", e.problem());
    } catch (Exception e) {
      e.printStackTrace();
      send(exchange, 500, "text/plain", e.toString());
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static JsonObject json(byte[] body) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(body);
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException("no JSON: " + new String(body, UTF_8), e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** A problem instead of an answer. */
  static final class RefusalException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final JsonObject more;

    RefusalException(int status, String code, JsonObject more) {
      super(code);
      this.status = status;
      this.code = code;
      this.more = more;
    }

    int status() {
      return status;
    }

    String problem() {
      JsonObject.Builder problem =
          JsonObject.builder()
              .put(
                  "type",
                  "urn:tallystick:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'))
              .put("title", "Refused")
              .put("status", status)
              .put("detail", "Refused by the test's script.")
              .put("code", code);
      more.forEach(problem::put);
      return CanonicalJson.text(problem.build());
    }
  }
}
