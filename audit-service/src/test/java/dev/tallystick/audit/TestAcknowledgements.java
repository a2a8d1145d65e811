package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.log;
import static dev.tallystick.audit.LogApi.party;
import static dev.tallystick.audit.LogApi.service;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.Claims;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.SignedNote;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What recipients of a test's releases say, and how they present it. */
final class TestAcknowledgements {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TestExchange exchange;

  TestAcknowledgements(TestExchange exchange) {
    this.exchange = exchange;
  }

  /** The published checkpoint, as soon as it covers the index. */
  static SeenCheckpoint seen(long index) throws Exception {
    Checkpoint checkpoint =
        await()
            .atMost(60, SECONDS)
            .until(
                TestAcknowledgements::published,
                seen -> seen.isPresent() && seen.get().size() > index)
            .orElseThrow();
    return new SeenCheckpoint(checkpoint.size(), checkpoint.root());
  }

  private static Optional<Checkpoint> published() throws Exception {
    Response response = given().get("/log/checkpoint");
    return response.statusCode() == 200
        ? Optional.of(
            Checkpoint.parse(SignedNote.parse(response.asByteArray()).verify(log()).text()))
        : Optional.empty();
  }

  static Hash entry(Logged release, String client) throws Exception {
    byte[] receipt =
        given()
            .auth()
            .oauth2(service(client))
            .get("/v1/receipts/" + release.event().id())
            .asByteArray();
    return Receipt.parse(receipt).opening().entry();
  }

  /** The truth about a release that the lender has received. */
  Acknowledgement lenders(Logged release) throws Exception {
    return said(exchange.lender, release, entry(release, "bureau-service"), seen(release.index()));
  }

  Acknowledgement said(String issuer, Logged release, Hash entry, SeenCheckpoint checkpoint) {
    return new Acknowledgement(
        Claims.of(
            issuer, "audit-service", exchange.clock.instant(), Duration.ofSeconds(60), RANDOM),
        release.event().id().toString(),
        release.index(),
        entry,
        Hash.fromHex(release.event().data().getString("payloadDigest")),
        checkpoint,
        exchange.clock.millis());
  }

  static Response post(String token, String jws) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(Map.of("acknowledgement", jws))
        .post("/v1/acknowledgements");
  }

  Response postAsLender(Acknowledgement said) {
    return post(party("lender", exchange.lender), said.sign(exchange.lenderKey));
  }

  /** The statements on lines. */
  Response postBatchAsLender(List<String> statements) {
    return given()
        .auth()
        .oauth2(party("lender", exchange.lender))
        .contentType("application/x-ndjson")
        .body(
            statements.stream()
                .map("{\"acknowledgement\":\"%s\"}\n"::formatted)
                .collect(Collectors.joining())
                .getBytes(UTF_8))
        .post("/v1/acknowledgements");
  }
}
