package dev.tallystick.directory;

import com.sun.net.httpserver.HttpServer;
import dev.tallystick.producer.ServiceHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Pages at the addresses where consent-service has them, over real HTTP. */
final class ConsentSite implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final Map<String, Function<byte[], String>> answers = new ConcurrentHashMap<>();
  final List<String> asked = new ArrayList<>();
  private volatile int fault;

  ConsentSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          byte[] body = exchange.getRequestBody().readAllBytes();
          Function<byte[], String> answer = answers.get(path);
          String page = answer == null ? pages.get(path) : answer.apply(body);
          byte[] bytes = (page == null ? "{}" : page).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(fault != 0 ? fault : page == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  ServiceHttp client() {
    return new ServiceHttp(
        "consent", URI.create("http://127.0.0.1:" + server.getAddress().getPort()), () -> "token");
  }

  /** Answers what is posted there. */
  void answer(String path, Function<byte[], String> body) {
    answers.put(path, body);
  }

  void put(String path, String page) {
    pages.put(path, page);
  }

  /** Answers everything with this status from now on; 0 is as usual. */
  void failWith(int status) {
    fault = status;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
