package dev.tallystick.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A collector of spans on loopback, as far as tests need one. */
final class SpanReceiver implements AutoCloseable {
  private final HttpServer server;
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

  SpanReceiver(int status) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** All that came, as it came. */
  String text() {
    return String.join("\n", bodies);
  }

  List<JsonNode> spans() throws IOException {
    List<JsonNode> spans = new ArrayList<>();
    for (String body : bodies) {
      for (JsonNode resource : new ObjectMapper().readTree(body).get("resourceSpans")) {
        for (JsonNode scope : resource.get("scopeSpans")) {
          scope.get("spans").forEach(spans::add);
        }
      }
    }
    return spans;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
