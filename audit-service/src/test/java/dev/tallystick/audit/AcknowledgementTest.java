package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.log;
import static dev.tallystick.audit.LogApi.party;
import static dev.tallystick.audit.LogApi.service;
import static dev.tallystick.audit.TestAcknowledgements.entry;
import static dev.tallystick.audit.TestAcknowledgements.post;
import static dev.tallystick.audit.TestAcknowledgements.seen;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.Claims;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The buyer's half: taken once, and only when it is true. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class AcknowledgementTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private TestExchange exchange;
  private Logged first;
  private Logged second;
  private TestAcknowledgements acknowledgements;

  @BeforeEach
  void release() {
    exchange = new TestExchange();
    first = exchange.first();
    second = exchange.second(first);
    acknowledgements = new TestAcknowledgements(exchange);
  }

  private Acknowledgement lenders() throws Exception {
    return acknowledgements.lenders(second);
  }

  private Response postAsLender(Acknowledgement acknowledgement) {
    return acknowledgements.postAsLender(acknowledgement);
  }

  @Test
  void acknowledge_isLoggedWithAReceiptThatVerifies() throws Exception {
    Acknowledgement said = lenders();

    Response response = postAsLender(said);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    Receipt receipt = receipt(response);
    assertThat(receipt.verify(log())).isNotNull();
    assertThat(receipt.index()).isEqualTo(response.jsonPath().getLong("index"));
    JsonObject data = receipt.opening().body().value().orElseThrow().getObject("data");
    assertThat(data.getString("release")).isEqualTo(second.event().id().toString());
    assertThat(data.getInteger("releaseIndex")).isEqualTo(second.index());
    assertThat(data.getString("receiverSignature")).isEqualTo(said.sign(exchange.lenderKey));
    assertThat(data.has("voids")).isFalse();
  }

  @Test
  void batch_answersEachLineAndLogsWhatHolds() throws Exception {
    Acknowledgement said = lenders();
    Logged third = exchange.second(exchange.first());
    Acknowledgement other = acknowledgements.lenders(third);
    String good = said.sign(exchange.lenderKey);
    List<String> statements =
        List.of(
            good,
            "not a statement",
            said.sign(SigningKey.draw()),
            other.sign(exchange.lenderKey),
            good);

    Response response = acknowledgements.postBatchAsLender(statements);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    List<String> lines = response.asString().lines().toList();
    assertThat(lines).hasSize(statements.size());
    assertThat(lines.get(1)).contains("\"code\":\"REQUEST_MALFORMED\"");
    assertThat(lines.get(2)).contains("\"code\":\"REQUEST_SIGNATURE_INVALID\"");
    assertThat(lines.get(4)).as("a release has one").isEqualTo(lines.get(0));
    JsonPath first = JsonPath.from(lines.get(0));
    JsonPath fourth = JsonPath.from(lines.get(3));
    assertThat(fourth.getString("eventId")).isNotEqualTo(first.getString("eventId"));
    Response again = postAsLender(said);
    assertThat(again.statusCode()).as("acknowledged before").isEqualTo(200);
    assertThat(again.jsonPath().getLong("index")).isEqualTo(first.getLong("index"));
    assertThat(postAsLender(other).jsonPath().getString("eventId"))
        .isEqualTo(fourth.getString("eventId"));
  }

  @Test
  void batch_thatIsEmptyOrTooLargeIsRefusedWhole() {
    assertThat(acknowledgements.postBatchAsLender(List.of()).statusCode()).isEqualTo(422);
    assertThat(acknowledgements.postBatchAsLender(Collections.nCopies(1001, "x")).statusCode())
        .isEqualTo(413);
  }

  /** The receipt as it stands in the answer. */
  private static Receipt receipt(Response response) throws Exception {
    String json = response.asString();
    int start = json.indexOf("\"receipt\":") + "\"receipt\":".length();
    return Receipt.parse(json.substring(start, json.length() - 1).getBytes(UTF_8));
  }

  @Test
  void acknowledge_endsTheOrphan() throws Exception {
    Response response = postAsLender(lenders());
    awaitIndex(response.jsonPath().getLong("index") + 1);

    Response orphans = given().auth().oauth2(party("lender", exchange.lender)).get("/v1/orphans");
    Response lineage =
        given()
            .auth()
            .oauth2(party("lender", exchange.lender))
            .get("/v1/lineage/" + second.event().id());

    assertThat(orphans.jsonPath().getList("orphans")).isEmpty();
    assertThat(lineage.jsonPath().getBoolean("acknowledged")).isTrue();
    assertThat(lineage.jsonPath().getString("release.acknowledged.event"))
        .isEqualTo(response.jsonPath().getString("eventId"));
  }

  @Test
  void acknowledge_againIsAnsweredWithTheFirstEntry() throws Exception {
    Response before = postAsLender(lenders());

    Response again = postAsLender(lenders());

    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(again.jsonPath().getString("eventId"))
        .isEqualTo(before.jsonPath().getString("eventId"));
    assertThat(again.jsonPath().getLong("index")).isEqualTo(before.jsonPath().getLong("index"));
  }

  @Test
  void acknowledge_ofSeveralAtOnceGivesOneEntry() throws Exception {
    String token = party("lender", exchange.lender);
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      statements.add(lenders().sign(exchange.lenderKey));
    }

    ExecutorService callers = Executors.newFixedThreadPool(statements.size());
    List<CompletableFuture<Response>> all =
        statements.stream()
            .map(jws -> CompletableFuture.supplyAsync(() -> post(token, jws), callers))
            .toList();
    callers.shutdown();

    List<Response> answers = all.stream().map(CompletableFuture::join).toList();
    assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(201);
    assertThat(answers)
        .extracting(answer -> answer.jsonPath().getLong("index"))
        .containsOnly(answers.get(0).jsonPath().getLong("index"));
  }

  @Test
  void acknowledge_voidsThatItWasUndelivered() throws Exception {
    Acknowledgement said = lenders();
    EventId undelivered = exchange.undelivered(second, "bureau-service");

    Response response = postAsLender(said);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    JsonObject answer = (JsonObject) CanonicalJson.parseMessage(response.asByteArray());
    JsonObject opening = answer.getObject("receipt").getObject("opening");
    assertThat(opening.getObject("body").getObject("value").getObject("data").getString("voids"))
        .isEqualTo(undelivered.toString());
    // The fee that was given back is charged again: who decided in between decides anew.
    assertThat(CanonicalJson.text(opening.getObject("stub").getObject("value")))
        .contains("\"advances\":[\"charge/");
  }

  @Test
  void acknowledge_ofAHostedBureauIsPresentedByItsService() throws Exception {
    String jws =
        acknowledgements
            .said(exchange.bureau, first, entry(first, "data-vault"), seen(first.index()))
            .sign(exchange.bureauKey);

    assertProblem(post(service("data-vault"), jws), 403, "REQUEST_PARTY_MISMATCH");
    assertThat(post(service("bureau-service"), jws).statusCode()).isEqualTo(201);
  }

  @Test
  void acknowledge_presentedByOthersIsRefused() throws Exception {
    String jws = lenders().sign(exchange.lenderKey);

    assertProblem(post(party("lender", "bank-hill"), jws), 403, "REQUEST_PARTY_MISMATCH");
    assertProblem(post(service("bureau-service"), jws), 403, "REQUEST_PARTY_MISMATCH");
  }

  @Test
  void acknowledge_bySomebodyWhoDidNotReceiveItIsRefused() throws Exception {
    Acknowledgement said =
        acknowledgements.said(
            exchange.bureau, second, entry(second, "bureau-service"), seen(second.index()));

    assertProblem(
        post(party("bureau", exchange.bureau), said.sign(exchange.bureauKey)),
        403,
        "NOT_YOUR_PARTY");
  }

  @Test
  void acknowledge_withAKeyThatIsNotRegisteredOrRevokedIsRefused() throws Exception {
    Acknowledgement said = lenders();
    String token = party("lender", exchange.lender);

    assertProblem(post(token, said.sign(SigningKey.draw())), 403, "REQUEST_SIGNATURE_INVALID");
    TestExchange.log(exchange.parties.keyRevoked(exchange.lender, exchange.lenderKey));
    assertProblem(postAsLender(said), 403, "REQUEST_SIGNATURE_INVALID");
  }

  @Test
  void acknowledge_ofAnotherIndexEntryOrPayloadIsRefused() throws Exception {
    Acknowledgement truth = lenders();
    Hash wrong = Hash.fromHex("ab".repeat(32));

    assertMismatch(with(truth, second.index() - 1, truth.entry(), truth.payloadDigest()), "index");
    assertMismatch(with(truth, second.index(), wrong, truth.payloadDigest()), "entry");
    assertMismatch(with(truth, second.index(), truth.entry(), wrong), "payloadDigest");
  }

  private static Acknowledgement with(
      Acknowledgement said, long index, Hash entry, Hash payloadDigest) {
    return new Acknowledgement(
        said.claims(),
        said.release(),
        index,
        entry,
        payloadDigest,
        said.checkpoint(),
        said.receivedAtMillis());
  }

  private void assertMismatch(Acknowledgement said, String field) {
    Response response = postAsLender(said);
    assertProblem(response, 422, "ACKNOWLEDGEMENT_MISMATCH");
    assertThat(response.jsonPath().getString("field")).isEqualTo("acknowledgement." + field);
  }

  @Test
  void acknowledge_onACheckpointThatIsNotTheLogsIsRefused() throws Exception {
    Acknowledgement said = lenders();
    SeenCheckpoint fork = new SeenCheckpoint(said.checkpoint().size(), said.payloadDigest());
    SeenCheckpoint future =
        new SeenCheckpoint(said.checkpoint().size() + 1_000_000, said.checkpoint().root());

    for (SeenCheckpoint checkpoint : List.of(fork, future)) {
      assertProblem(
          postAsLender(acknowledgements.said(exchange.lender, second, said.entry(), checkpoint)),
          422,
          "CHECKPOINT_FOREIGN");
    }
  }

  @Test
  void acknowledge_ofNoReleaseIsRefused() throws Exception {
    Acknowledgement said = lenders();
    EventId nothing = EventId.draw(exchange.clock.millis(), RANDOM);
    Acknowledgement unknown =
        new Acknowledgement(
            said.claims(),
            nothing.toString(),
            said.index(),
            said.entry(),
            said.payloadDigest(),
            said.checkpoint(),
            said.receivedAtMillis());

    assertProblem(postAsLender(unknown), 404, "RELEASE_UNKNOWN");
  }

  @Test
  void acknowledge_forAnotherAudienceOrAsAnotherStatementIsRefused() throws Exception {
    Acknowledgement said = lenders();
    Claims elsewhere =
        Claims.of(
            exchange.lender,
            "data-vault",
            exchange.clock.instant(),
            Duration.ofSeconds(60),
            RANDOM);
    Acknowledgement misled =
        new Acknowledgement(
            elsewhere,
            said.release(),
            said.index(),
            said.entry(),
            said.payloadDigest(),
            said.checkpoint(),
            said.receivedAtMillis());

    assertProblem(postAsLender(misled), 422, "REQUEST_AUDIENCE_WRONG");
    assertProblem(
        post(party("lender", exchange.lender), "no.signed.text"), 422, "REQUEST_MALFORMED");
  }
}
