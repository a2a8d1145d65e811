package dev.tallystick.bureau;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.houserules.BoundRequests;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What stands before a lender's processes: it has the lender's key, proves each request with it,
 * and hands on what comes as it comes.
 */
final class LenderRelay implements AutoCloseable {
  private final Lender lender;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private LenderRelay(Lender lender, HttpServer server) {
    this.lender = lender;
    this.server = server;
  }

  static LenderRelay start(Lender lender) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      LenderRelay relay = new LenderRelay(lender, server);
      server.createContext("/", relay::relay);
      server.setExecutor(relay.threads);
      server.start();
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void relay(HttpExchange exchange) throws IOException {
    URI uri = URI.create("http://localhost:" + RestAssured.port + exchange.getRequestURI());
    HttpRequest request =
        BoundRequests.authorized(HttpRequest.newBuilder(uri).build(), lender.token());
    try (exchange) {
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      try (InputStream in = answer.body();
          OutputStream out = exchange.getResponseBody()) {
        byte[] bytes = new byte[4_096];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
          out.write(bytes, 0, read);
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
