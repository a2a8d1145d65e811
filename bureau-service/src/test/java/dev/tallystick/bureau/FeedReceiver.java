package dev.tallystick.bureau;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A lender's own program that items of feeds are sent to. */
final class FeedReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile int status = 204;
  private volatile CountDownLatch mayAnswer = new CountDownLatch(0);
  private volatile Runnable beforeAnswer = () -> {};

  private FeedReceiver(HttpServer server) {
    this.server = server;
  }

  static FeedReceiver start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FeedReceiver receiver = new FeedReceiver(server);
    server.createContext("/", receiver::take);
    server.setExecutor(receiver.threads);
    server.start();
    return receiver;
  }

  /** What it was called with, and what it has answered. */
  record Call(String id, String timestamp, String signature, String body, int status) {
    JsonObject item() {
      try {
        return (JsonObject) CanonicalJson.parseMessage(body.getBytes(UTF_8));
      } catch (MalformedJsonException e) {
        throw new AssertionError(body, e);
      }
    }

    boolean isTaken() {
      return status == 204;
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/told";
  }

  /** What it answers from now on. */
  void answer(int with) {
    status = with;
  }

  /** From now on it lets callers wait, until it is let go. */
  CountDownLatch hold() {
    CountDownLatch latch = new CountDownLatch(1);
    mayAnswer = latch;
    return latch;
  }

  /** This happens between a call and its answer. */
  void beforeAnswer(Runnable work) {
    beforeAnswer = work;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The items that it has taken, in the order in which they came. */
  List<JsonObject> taken() {
    return calls.stream().filter(Call::isTaken).map(Call::item).toList();
  }

  /** Sets it as the webhook of a lender, from a cursor on; returns the secret. */
  String setFor(FeedScene scene, long after) {
    Response set = scene.setWebhook(url(), after);
    set.then().statusCode(200);
    return set.jsonPath().getString("secret");
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      int answered = status;
      calls.add(
          new Call(
              String.valueOf(headers.getFirst("Webhook-Id")),
              String.valueOf(headers.getFirst("Webhook-Timestamp")),
              String.valueOf(headers.getFirst("Webhook-Signature")),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8),
              answered));
      beforeAnswer.run();
      mayAnswer.await();
      exchange.sendResponseHeaders(answered, -1);
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
