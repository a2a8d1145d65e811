package dev.tallystick.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A collector of traces on loopback, which keeps what the parts of a suite tell it. */
final class TraceCollector implements AutoCloseable {
  /** A span, as far as tests look at it. */
  record TracedSpan(String service, String trace, String name, Map<String, String> attributes) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

  TraceCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All that came, as it came. */
  String text() {
    return String.join("\n", bodies);
  }

  List<TracedSpan> spans() throws IOException {
    List<TracedSpan> spans = new ArrayList<>();
    for (String body : bodies) {
      for (JsonNode resource : JSON.readTree(body).get("resourceSpans")) {
        String service = attributes(resource.get("resource")).getOrDefault("service.name", "");
        for (JsonNode scope : resource.get("scopeSpans")) {
          for (JsonNode span : scope.get("spans")) {
            spans.add(
                new TracedSpan(
                    service,
                    span.get("traceId").asText(),
                    span.get("name").asText(),
                    attributes(span)));
          }
        }
      }
    }
    return spans;
  }

  private static Map<String, String> attributes(JsonNode of) {
    Map<String, String> attributes = new TreeMap<>();
    for (JsonNode attribute : of.path("attributes")) {
      attributes.put(
          attribute.get("key").asText(), attribute.get("value").elements().next().asText());
    }
    return attributes;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
