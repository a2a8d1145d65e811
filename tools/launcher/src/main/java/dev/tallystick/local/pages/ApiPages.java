package dev.tallystick.local.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Swagger UI for the services that run on this machine. It listens on loopback, belongs to the
 * launcher and to no service, and has no token of its own: it passes on what the page sends, so the
 * services need not let strange origins in.
 */
public final class ApiPages implements AutoCloseable {
  /** The port, before {@code --port-offset}. */
  public static final int USUAL_PORT = 8085;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MOST_BYTES = 1 << 20;
  private static final int THREADS = 4;
  private static final String DESCRIPTION = "/openapi";
  private static final List<String> PASSED_ON =
      List.of("Accept", "Authorization", "Content-Type", "Idempotency-Key");
  private static final List<String> PASSED_BACK =
      List.of("Audit-Index", "Content-Type", "Retry-After");

  private final HttpServer server;
  private final ExecutorService threads;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String realm;
  private final Map<String, String> services;

  private ApiPages(
      HttpServer server, ExecutorService threads, String realm, Map<String, String> services) {
    this.server = server;
    this.threads = threads;
    this.realm = realm;
    this.services = Map.copyOf(services);
  }

  /**
   * Begins to serve.
   *
   * @param realm the address of the realm where people log in
   * @param services the addresses of the services by name
   */
  public static ApiPages start(int port, String realm, Map<String, String> services)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "api-pages");
              thread.setDaemon(true);
              return thread;
            });
    ApiPages pages = new ApiPages(server, threads, realm, services);
    server.setExecutor(threads);
    server.createContext("/", pages::answer);
    server.start();
    return pages;
  }

  /** Where it answers. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      reply(exchange).send(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private BrowserReply reply(HttpExchange exchange) throws IOException, InterruptedException {
    // A page of somebody else's whose name leads to this machine has that name here.
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (!address().equals("http://" + host)) {
      return BrowserReply.text(421, "This server is " + address() + " and nothing else.");
    }
    String path = exchange.getRequestURI().getRawPath();
    Optional<BrowserReply> file = UiFiles.find(path);
    if (file.isPresent()) {
      return file.get();
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return BrowserReply.text(413, "More than a page sends.");
    }
    try {
      if (path.equals("/token")) {
        return passOn(exchange, realm + "/protocol/openid-connect/token", body);
      }
      int end = path.indexOf('/', 1);
      String service = end < 0 ? "" : path.substring(1, end);
      String address = services.get(service);
      if (address == null) {
        return BrowserReply.text(404, "There is no such page, and no such service.");
      }
      if (path.equals("/" + service + DESCRIPTION)) {
        return described(service, address);
      }
      String query = exchange.getRequestURI().getRawQuery();
      return passOn(
          exchange, address + path.substring(end) + (query == null ? "" : "?" + query), body);
    } catch (IOException e) {
      return BrowserReply.text(502, "It does not answer: ./tallystick status tells more.");
    }
  }

  private BrowserReply described(String service, String address)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/q/openapi?format=json"))
            .timeout(LIMIT)
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      return BrowserReply.text(502, service + " does not describe itself: " + answer.statusCode());
    }
    try {
      return BrowserReply.json(
          ApiDescription.forPage(answer.body(), service, realm, address() + "/token"));
    } catch (IllegalArgumentException e) {
      return BrowserReply.text(502, String.valueOf(e.getMessage()));
    }
  }

  private BrowserReply passOn(HttpExchange exchange, String url, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(LIMIT)
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (String name : PASSED_ON) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    Map<String, String> headers = new HashMap<>();
    for (String name : PASSED_BACK) {
      answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
    }
    return new BrowserReply(answer.statusCode(), answer.body(), headers);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
