package dev.tallystick.local.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/** An answer to a browser. */
final class BrowserReply {
  private final int status;
  private final byte[] body;
  private final Map<String, String> headers;

  BrowserReply(int status, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.body = body.clone();
    this.headers = Map.copyOf(headers);
  }

  static BrowserReply text(int status, String text) {
    return new BrowserReply(
        status, (text + "\n").getBytes(UTF_8), Map.of("Content-Type", "text/plain; charset=utf-8"));
  }

  static BrowserReply json(String json) {
    return new BrowserReply(200, json.getBytes(UTF_8), Map.of("Content-Type", "application/json"));
  }

  /** Sends it; nothing of it is kept, and nobody guesses its type. */
  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
