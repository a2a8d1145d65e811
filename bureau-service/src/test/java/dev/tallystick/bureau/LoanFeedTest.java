package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.BoundRequests;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.PurposeReference;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A lender is told of its open loan, each time by a release of its own, until something ends it.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LoanFeedTest {
  private static final int UNREAD = 4;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  @Test
  void change_isSoldAsAReleaseOfItsOwn_thatPassesEveryCheckOfTheLender() throws Exception {
    FeedScene scene = FeedScene.open(market);
    long after = scene.newest();
    String feed = scene.subscribed();

    long change = scene.change();
    JsonObject item = scene.await(after, 1).get(0);

    assertThat(item.getString("kind")).isEqualTo("REPORT");
    assertThat(item.getString("feed")).isEqualTo(feed);
    assertThat(item.getString("loan")).isEqualTo(scene.loan());
    assertThat(item.getInteger("upTo")).isEqualTo(change);
    Fair fair = scene.bought().fair();
    OpenedPayload opened =
        scene.lender().open(market, item.getObject("report"), fair.subject(), fair.bureau().id());
    assertThat(opened.payload().report().orElseThrow().getString("purpose"))
        .isEqualTo("POST_LOAN_MANAGEMENT");
    assertThat(scene.releases()).hasSize(1);
    Event release = scene.releases().get(0);
    assertThat(release.id()).hasToString(FeedScene.event(item));
    assertThat(FeedScene.parents(release)).hasSize(2);
    assertThat(release.data().getObject("fee").getString("line")).isNotEmpty();
    assertThat(release.data().getObject("purposeObject").getString("ref")).isEqualTo(scene.loan());
  }

  @Test
  void items_areTheSameAgain_untilTheLogHasTheirReceipt() {
    FeedScene scene = FeedScene.open(market);
    long after = scene.newest();
    String unused = scene.subscribed();
    long unusedToo = scene.change();

    JsonObject first = scene.await(after, 1).get(0);
    JsonObject again = scene.items(after).get(0);
    assertThat(again).isEqualTo(first);

    scene.receive(FeedScene.event(first));
    Awaiting.until("it is gone", () -> !scene.items(after).get(0).has("report"));
    JsonObject gone = scene.items(after).get(0);
    assertThat(gone.getString("item")).isEqualTo(first.getString("item"));
    Awaiting.until(
        "it is received", () -> scene.items(after).get(0).getString("state").equals("RECEIVED"));
    assertThat(scene.releases()).hasSize(1);
  }

  @Test
  void read_waitsForAnItem_andIsAnsweredWhenThereIsOne() throws Exception {
    FeedScene scene = FeedScene.open(market);
    long after = scene.newest();
    String unused = scene.subscribed();

    CompletableFuture<Response> waiting =
        CompletableFuture.supplyAsync(() -> scene.read(after, 25));
    long unusedToo = scene.change();

    Response answer = waiting.get(90, TimeUnit.SECONDS);
    answer.then().statusCode(200);
    assertThat(answer.jsonPath().getList("items")).hasSize(1);
  }

  @Test
  void stream_givesALineForEachItem_untilThereIsNoneForAWhile() {
    FeedScene scene = FeedScene.open(market);
    long after = scene.newest();
    String unused = scene.subscribed();
    for (int i = 1; i <= 3; i++) {
      long unusedToo = scene.change();
      List<JsonObject> unusedEither = scene.await(after, i);
    }

    Response answer =
        given()
            .urlEncodingEnabled(false)
            .auth()
            .oauth2(scene.lender().token())
            .get(
                "/v1/feed-items:stream?limit=2&wait=1&bureau=%s&after=%d"
                    .formatted(scene.bureau(), after));

    answer.then().statusCode(200).contentType("application/x-ndjson");
    List<String> lines = answer.asString().lines().toList();
    assertThat(lines).as(answer.asString()).hasSize(3);
    List<JsonObject> items = scene.items(after);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).isEqualTo(text(items.get(i)));
    }
  }

  @Test
  void stream_thatWaits_givesAnItemAsSoonAsThereIsOne() throws Exception {
    FeedScene scene = FeedScene.open(market);
    long after = scene.newest();
    String unused = scene.subscribed();
    URI stream =
        URI.create(
            "http://localhost:%d/v1/feed-items:stream?limit=2&wait=20&bureau=%s&after=%d"
                .formatted(RestAssured.port, scene.bureau(), after));

    CompletableFuture<String> line =
        HttpClient.newHttpClient()
            .sendAsync(
                BoundRequests.authorized(
                    HttpRequest.newBuilder(stream).version(HttpClient.Version.HTTP_1_1).build(),
                    scene.lender().token()),
                HttpResponse.BodyHandlers.ofLines())
            .thenApplyAsync(answer -> answer.body().findFirst().orElseThrow());
    long unusedToo = scene.change();

    assertThat(line.get(15, TimeUnit.SECONDS)).isEqualTo(text(scene.await(after, 1).get(0)));
  }

  private static String text(JsonObject item) {
    return new String(CanonicalJson.messageBytes(item), StandardCharsets.UTF_8);
  }

  @Test
  void closedLoan_endsTheFeedAtItsEntry_andForgetsThePerson() {
    FeedScene scene = FeedScene.open(market);
    long after = scene.newest();
    String feed = scene.subscribed();
    long unused = scene.change();
    JsonObject first = scene.await(after, 1).get(0);

    Response closed =
        scene.bought().close(scene.loan(), scene.bought().closure("2026-02-01", "REPAID"));
    closed.then().statusCode(201);
    JsonObject end = scene.await(after, 2).get(1);
    long unusedToo = scene.change();

    assertThat(end.getString("kind")).isEqualTo("END");
    assertThat(end.getString("reason")).isEqualTo("LOAN_CLOSED");
    assertThat(end.getInteger("index")).isEqualTo(closed.jsonPath().getLong("closingIndex"));
    assertNothingMore(scene, after, 2);
    assertThat(scene.items(after).get(0)).isEqualTo(first);
    assertThat(
            new Rows(database, scene.bureau())
                .select(
                    "select coalesce(subject, '') || coalesce(request, '') || state from loan_feed where feed_id = ?",
                    feed))
        .containsExactly("ENDED");
  }

  @Test
  void withdrawnConsent_endsTheFeedAtItsEntry() {
    FeedScene scene = FeedScene.open(market);
    long after = scene.newest();
    String unused = scene.subscribed();

    long withdrawn = scene.withdraw();
    long unusedToo = scene.change();
    JsonObject end = scene.await(after, 1).get(0);

    assertThat(end.getString("reason")).isEqualTo("CONSENT_ENDED");
    assertThat(end.getInteger("index")).isEqualTo(withdrawn);
    assertNothingMore(scene, after, 1);
    assertThat(scene.releases()).isEmpty();
  }

  /** Another feed has told what came later, so the first has had its chance. */
  private void assertNothingMore(FeedScene scene, long after, int items) {
    FeedScene other = scene.another();
    String unused = other.subscribed();
    long unusedToo = other.change();
    List<JsonObject> all = scene.await(after, items + 1);
    assertThat(all).hasSize(items + 1);
    assertThat(all.get(items).getString("loan")).isEqualTo(other.loan());
  }

  @Test
  void refusalByARule_endsTheFeed_andNothingIsReleased() {
    FeedScene scene = FeedScene.open(market);
    long after = scene.newest();
    String unused = scene.subscribed();
    market.denyNext("SUBJECT_FROZEN", "R41");

    long unusedToo = scene.change();
    JsonObject end = scene.await(after, 1).get(0);

    assertThat(end.getString("reason")).isEqualTo("DENIED");
    assertThat(end.getString("code")).isEqualTo("SUBJECT_FROZEN");
    assertThat(end.getInteger("index")).isEqualTo(7);
    assertThat(scene.releases()).isEmpty();
  }

  @Test
  void slowReader_getsWhatHasCollectedInOneReport_andHoldsNobodyUp() {
    FeedScene slow = FeedScene.open(market);
    long after = slow.newest();
    String feed = slow.subscribed();
    for (int i = 1; i <= UNREAD; i++) {
      long unused = slow.change();
      List<JsonObject> unusedToo = slow.await(after, i);
    }

    FeedScene quick = slow.another();
    String unused = quick.subscribed();
    long last = 0;
    for (int i = 0; i < 3; i++) {
      last = slow.change();
    }
    String quickOne = quick.await(after, UNREAD + 1).get(UNREAD).getString("loan");

    assertThat(quickOne).isEqualTo(quick.loan());
    assertThat(slow.releases()).hasSize(UNREAD);
    Rows rows = new Rows(database, slow.bureau());
    Awaiting.until(
        "the changes wait together",
        () ->
            rows.select("select pending_count::text from loan_feed where feed_id = ?", feed)
                .equals(List.of("3")));

    slow.receive(FeedScene.event(slow.items(after).get(0)));
    Awaiting.until("the next report", () -> slow.releases().size() == UNREAD + 1);
    long upTo = last;
    Awaiting.until(
        "it tells all three",
        () ->
            slow.items(after).stream()
                .filter(item -> item.getString("loan").equals(slow.loan()))
                .anyMatch(
                    item -> item.getInteger("changes") == 3 && item.getInteger("upTo") == upTo));
  }

  @Test
  void report_thatNobodyReads_isUndelivered_andItsChangesAreToldToWhoComesBack() {
    FeedScene scene = FeedScene.open(market);
    long after = scene.newest();
    String feed = scene.subscribed();
    long unused = scene.change();
    Rows rows = new Rows(database, scene.bureau());
    Awaiting.until(
        "it waits",
        () ->
            rows.select(
                    "select 'ready' from loan_feed_item where feed_id = ? and state = 'READY'",
                    feed)
                .equals(List.of("ready")));

    MovableClock.pass(Duration.ofMinutes(32));
    Awaiting.until(
        "it is told as undelivered", () -> !scene.bought().entries("data.undelivered").isEmpty());
    Awaiting.until(
        "the feed waits for its reader",
        () ->
            rows.select("select held::text from loan_feed where feed_id = ?", feed)
                .equals(List.of("true")));

    Event undelivered = scene.bought().entries("data.undelivered").get(0);
    assertThat(undelivered.data().getString("reason")).isEqualTo("LAPSED");
    assertThat(undelivered.data().getString("release"))
        .isEqualTo(scene.releases().get(0).id().toString());
    assertThat(scene.releases()).hasSize(1);
    List<JsonObject> items = scene.await(after, 2);
    assertThat(items.get(0).getString("state")).isEqualTo("LAPSED");
    assertThat(items.get(0).has("report")).isFalse();
    assertThat(items.get(1).getString("item")).isNotEqualTo(items.get(0).getString("item"));
    assertThat(items.get(1).getInteger("changes")).isEqualTo(1);
    assertThat(scene.releases()).hasSize(2);
  }

  @Test
  void sale_whoseAnswerTheLogLost_isReleasedOnce() {
    FeedScene scene = FeedScene.open(market);
    long after = scene.newest();
    String unused = scene.subscribed();

    market.log().faults().loseAnswers(50);
    long unusedToo = scene.change();
    Awaiting.until(
        "the log has it",
        () -> {
          MovableClock.pass(Duration.ofSeconds(1));
          return !scene.releases().isEmpty();
        });
    market.log().faults().loseAnswers(0);

    Awaiting.until(
        "it can be read",
        () -> {
          MovableClock.pass(Duration.ofSeconds(1));
          return !scene.items(after).isEmpty();
        });
    assertThat(scene.items(after)).hasSize(1);
    assertThat(FeedScene.event(scene.items(after).get(0)))
        .isEqualTo(scene.releases().get(0).id().toString());
    assertThat(scene.releases()).hasSize(1);
  }

  @Test
  void subscribe_needsAnOpenLoanOfOnesOwn_onceOnly() {
    FeedScene scene = FeedScene.open(market);
    InquiryRequest standing = scene.standing();

    assertRefused(scene.subscribe(with(standing, "loan_" + uuid())), 404, "LOAN_UNKNOWN");
    assertRefused(
        scene.subscribe(about(standing, scene.lender().drawSubject())), 422, "FEED_INVALID");
    market.denyNext("QUERY_CONSENT_MISSING", "R24");
    assertRefused(scene.subscribe(), 403, "QUERY_CONSENT_MISSING");
    String feed = scene.subscribed();
    assertRefused(scene.subscribe(), 409, "FEED_EXISTS");

    Lender other = Lender.open(market, "bank-willow");
    JsonObject ending = JsonObject.builder().put("bureau", scene.bureau()).build();
    assertRefused(
        BoughtScene.post(other, "/v1/feeds/" + feed + "/end", ending), 404, "FEED_UNKNOWN");
    assertThat(scene.read(other, 0, 0).jsonPath().getList("items")).isEmpty();
    Response ended = BoughtScene.post(scene.lender(), "/v1/feeds/" + feed + "/end", ending);
    ended.then().statusCode(201);
    assertThat(ended.jsonPath().getString("reason")).isEqualTo("LENDER");
  }

  private static String uuid() {
    return "019c1322-ef49-7009-9668-55dd356b299e";
  }

  private static InquiryRequest with(InquiryRequest standing, String loan) {
    return new InquiryRequest(
            standing.claims(),
            standing.inquiry(),
            standing.subject(),
            standing.product(),
            standing.purpose(),
            Optional.of(new PurposeReference("LOAN", loan)),
            standing.consent(),
            List.of())
        .standing();
  }

  private static InquiryRequest about(InquiryRequest standing, String subject) {
    return new InquiryRequest(
            standing.claims(),
            standing.inquiry(),
            subject,
            standing.product(),
            standing.purpose(),
            standing.purposeObject(),
            standing.consent(),
            List.of())
        .standing();
  }
}
