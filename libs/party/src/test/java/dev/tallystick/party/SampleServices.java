package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers in place of all services and the identity provider, as a test tells it. */
final class SampleServices implements AutoCloseable {
  /** What was asked. */
  record Asked(String path, String token, String key, String body) {
    JsonObject json() {
      try {
        return (JsonObject) CanonicalJson.parse(body.getBytes(UTF_8));
      } catch (MalformedJsonException e) {
        throw new AssertionError(e);
      }
    }
  }

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new HashMap<>();
  private final Map<String, Deque<Answer>> before = new HashMap<>();
  private final List<Asked> asked = new ArrayList<>();

  SampleServices() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  Endpoints endpoints() {
    return new Endpoints(uri("/consent"), uri("/vault"), uri("/bureau/"), uri("/audit"));
  }

  synchronized void answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
  }

  /** Answers so once, before what it answers otherwise. */
  synchronized void answerOnce(String path, int status, String body) {
    before.computeIfAbsent(path, none -> new ArrayDeque<>()).add(new Answer(status, body));
  }

  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  Asked only() {
    return asked().get(asked().size() - 1);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(
          new Asked(
              path,
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
              body));
      Answer once = before.getOrDefault(path, new ArrayDeque<>()).poll();
      Answer answer = once != null ? once : answers.getOrDefault(path, new Answer(404, "{}"));
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
