package dev.tallystick.bureau.market;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.Expected;
import dev.tallystick.party.Statement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** audit-service: the log, and the acknowledgements that it would take. */
final class ScriptedAudit implements AutoCloseable {
  private final ServedLog log;
  private final Function<String, VerificationKeys> keysOf;
  private final JsonServer server = new JsonServer();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Acknowledgement> acknowledged = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();

  ScriptedAudit(ServedLog log, Function<String, VerificationKeys> keysOf) {
    this.log = log;
    this.keysOf = keysOf;
    server.serve("/v1/acknowledgements", this::acknowledge);
    server.serve("/", this::forward);
  }

  String url() {
    return server.url();
  }

  List<Acknowledgement> acknowledged() {
    return acknowledged;
  }

  /** The next acknowledgements are refused for now, each on its line. */
  void refuseAcknowledgements(int count) {
    refusals.set(count);
  }

  /** Lines, each answered by one. */
  private String acknowledge(HttpExchange exchange, byte[] body) throws Exception {
    StringBuilder out = new StringBuilder();
    for (String line : new String(body, UTF_8).lines().toList()) {
      out.append(acknowledge(line)).append('\n');
    }
    return out.toString();
  }

  private String acknowledge(String line) throws Exception {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return "{\"code\":\"LOG_BUSY\",\"status\":503}";
    }
    String jws = JsonServer.json(line.getBytes(UTF_8)).getString("acknowledgement");
    String issuer = Statement.claimedIssuer(jws);
    Acknowledgement said =
        Acknowledgement.verify(
            jws,
            keysOf.apply(issuer),
            new Expected(issuer, "audit-service", new MovableClock().instant()));
    acknowledged.add(said);
    return "{\"eventId\":\"" + said.release() + "\",\"index\":0}";
  }

  private @Nullable String forward(HttpExchange exchange, byte[] body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(log.url() + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        byte[] bytes = answer.body();
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        exchange.sendResponseHeaders(answer.statusCode(), bytes.length);
        exchange.getResponseBody().write(bytes);
        return null;
      }
      return new String(answer.body(), UTF_8);
    } catch (IOException | InterruptedException e) {
      // The log cuts connections, and the run ends while the service still follows it.
      return null;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
