package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stands for all services and the identity provider; answers as a test tells it. */
final class PartyServer implements AutoCloseable {
  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new HashMap<>();
  private final Map<String, String> asked = new LinkedHashMap<>();

  PartyServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized PartyServer answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
    return this;
  }

  /** The last body that was sent there. */
  synchronized String asked(String path) {
    return asked.getOrDefault(path, "");
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      asked.put(path, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      Answer answer = answers.getOrDefault(path, new Answer(404, "{\"code\":\"NOT_FOUND\"}"));
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
