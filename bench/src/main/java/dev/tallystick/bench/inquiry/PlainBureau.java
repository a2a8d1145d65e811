package dev.tallystick.bench.inquiry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InquiryRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The endpoint that sells a report with nothing but what the sale needs: it verifies the lender's
 * signed request, reads the person's records, scores them, keeps the sale durably and answers in
 * the clear. No log, no consent, no sealing; what the suite takes longer is the price of
 * accountability.
 */
final class PlainBureau implements AutoCloseable {
  private static final int THREADS = 32;
  private static final int BASE_POINTS = 600;
  private static final int POINTS_A_BAND = 15;

  private final PlainRecords records;
  private final String bureau;
  private final String lender;
  private final VerificationKeys keys;
  private final Clock clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  PlainBureau(
      PlainRecords records, String bureau, String lender, VerificationKeys keys, Clock clock)
      throws IOException {
    this.records = records;
    this.bureau = bureau;
    this.lender = lender;
    this.keys = keys;
    this.clock = clock;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext("/v1/inquiries", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/inquiries");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] answer;
      int status = 200;
      try {
        answer = CanonicalJson.messageBytes(sell(exchange.getRequestBody().readAllBytes()));
      } catch (Exception e) {
        status = 500;
        answer = String.valueOf(e.getMessage()).getBytes(UTF_8);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private JsonObject sell(byte[] body) throws Exception {
    JsonObject message = (JsonObject) CanonicalJson.parseMessage(body);
    InquiryRequest request =
        InquiryRequest.verify(
            message.getString("request"), keys, new Expected(lender, bureau, clock.instant()));
    List<JsonValue> facts = new ArrayList<>();
    long score = BASE_POINTS;
    for (String record : records.of(request.subject())) {
      JsonObject read = (JsonObject) CanonicalJson.parseMessage(record.getBytes(UTF_8));
      facts.add(read);
      score += POINTS_A_BAND * read.getObject("fields").findInteger("spendBand").orElse(0L);
    }
    JsonObject report =
        JsonObject.builder()
            .put("inquiry", request.inquiry())
            .put("subject", request.subject())
            .put("score", score)
            .put("facts", JsonArray.of(facts))
            .build();
    records.sold(request.inquiry(), request.subject(), lender, CanonicalJson.text(report));
    return report;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
