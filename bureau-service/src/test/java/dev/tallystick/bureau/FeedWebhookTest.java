package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.assertRefused;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.webhook.WebhookSecret;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lender has the items of its feeds sent: the same as by cursor, in order, until it has them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class FeedWebhookTest {
  private static final int MOST_FAILURES = 20;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // Before each test.
  private FeedScene scene;

  @SuppressWarnings("NullAway.Init") // Before each test.
  private FeedReceiver receiver;

  private long after;

  @BeforeEach
  void begin() throws IOException {
    scene = FeedScene.open(market);
    receiver = FeedReceiver.start();
    after = scene.newest();
  }

  @AfterEach
  void end() {
    remove(scene);
    receiver.close();
  }

  private static Response remove(FeedScene of) {
    return given()
        .auth()
        .oauth2(of.lender().token())
        .delete("/v1/feed-webhook?bureau=" + of.bureau());
  }

  private static Response resume(FeedScene of) {
    return BoughtScene.post(
        of.lender(),
        "/v1/feed-webhook/resumption",
        JsonObject.builder().put("bureau", of.bureau()).build());
  }

  private Rows rows() {
    return new Rows(database, scene.bureau());
  }

  private static String text(JsonObject item) {
    return new String(CanonicalJson.messageBytes(item), UTF_8);
  }

  private void awaitTaken(int count) {
    Awaiting.until(
        count + " items are taken",
        () -> {
          MovableClock.pass(Duration.ofSeconds(1));
          return receiver.taken().size() >= count;
        });
  }

  @Test
  void item_isSentAsTheCursorGivesIt_signed_andIsASale() throws Exception {
    String secret = receiver.setFor(scene, after);
    String unused = scene.subscribed();

    long change = scene.change();
    Awaiting.until("it is taken", () -> receiver.taken().size() == 1);

    FeedReceiver.Call call = receiver.calls().get(0);
    JsonObject item = scene.items(after).get(0);
    assertThat(call.body()).isEqualTo(text(item));
    assertThat(call.id()).isEqualTo(item.getString("item"));
    assertThat(item.getInteger("upTo")).isEqualTo(change);
    long seconds = Long.parseLong(call.timestamp());
    assertThat(seconds).isCloseTo(new MovableClock().instant().getEpochSecond(), within(120L));
    assertThat(call.signature())
        .isEqualTo(
            WebhookSecret.parse(secret).signature(call.id(), seconds, call.body().getBytes(UTF_8)));
    OpenedPayload opened =
        scene
            .lender()
            .open(
                market,
                call.item().getObject("report"),
                scene.bought().fair().subject(),
                scene.bureau());
    assertThat(opened.payload().report().orElseThrow().getString("purpose"))
        .isEqualTo("POST_LOAN_MANAGEMENT");
    assertThat(scene.releases()).hasSize(1);
    assertThat(scene.releases().get(0).id()).hasToString(FeedScene.event(call.item()));
    Awaiting.until(
        "that is noted", () -> scene.webhook().getLong("cursor") == item.getInteger("cursor"));
    JsonPath shown = scene.webhook();
    assertThat(shown.getLong("waiting")).isZero();
    assertThat(shown.getString("state")).isEqualTo("ACTIVE");
    assertThat(shown.getString("secret")).as("it is shown once").isNull();
  }

  @Test
  void receiverThatIsDown_getsEverythingInOrder_onceItIsUp() {
    String unused = receiver.setFor(scene, after);
    String unusedToo = scene.subscribed();
    receiver.answer(503);

    long unusedChange = scene.change();
    Awaiting.until("it is called", () -> !receiver.calls().isEmpty());
    String first = receiver.calls().get(0).id();
    List<JsonObject> unusedItems = scene.await(after, 1);
    long unusedSecond = scene.change();
    List<JsonObject> items = scene.await(after, 2);
    Awaiting.until("it is told", () -> scene.webhook().getInt("failures") > 0);
    assertThat(scene.webhook().getString("reason")).isEqualTo("NOT_TAKEN");
    assertThat(scene.webhook().getString("failingSince")).isNotNull();
    assertThat(scene.webhook().getLong("cursor")).as("the cursor stays").isEqualTo(after);
    receiver.answer(204);
    awaitTaken(2);

    List<FeedReceiver.Call> failed =
        receiver.calls().stream().filter(call -> !call.isTaken()).toList();
    assertThat(failed).allMatch(call -> call.id().equals(first));
    assertThat(receiver.taken()).isEqualTo(items);
    Awaiting.until("that is noted", () -> scene.webhook().getLong("waiting") == 0);
    assertThat(scene.webhook().getInt("failures")).isZero();
    assertThat(scene.webhook().getString("reason")).isNull();
  }

  @Test
  void slowReceiver_holdsNobodyElseUp() throws Exception {
    FeedScene other = scene.ofAnotherLender("bank-meadow");
    try (FeedReceiver quick = FeedReceiver.start()) {
      long theirs = other.newest();
      String unused = receiver.setFor(scene, after);
      String unusedToo = quick.setFor(other, theirs);
      String unusedFeed = scene.subscribed();
      String unusedFeedToo = other.subscribed();
      CountDownLatch slow = receiver.hold();

      long unusedChange = scene.change();
      Awaiting.until("the slow one is called", () -> !receiver.calls().isEmpty());
      for (int i = 1; i <= 3; i++) {
        int count = i;
        long unusedChangeToo = other.change();
        Awaiting.until("the quick one has it", () -> quick.taken().size() >= count);
      }
      assertThat(quick.taken()).isEqualTo(other.items(theirs));
      assertThat(scene.webhook().getLong("cursor")).as("nothing is taken").isEqualTo(after);
      slow.countDown();

      long last = scene.await(after, 1).get(0).getInteger("cursor");
      Awaiting.until(
          "the slow one has it too",
          () -> {
            MovableClock.pass(Duration.ofSeconds(1));
            return scene.webhook().getLong("cursor") >= last;
          });
      assertThat(receiver.calls())
          .extracting(FeedReceiver.Call::id)
          .containsOnly(receiver.calls().get(0).id());
    } finally {
      remove(other);
    }
  }

  /** The lease is another's when the first sender would note it: as if it had been killed there. */
  @Test
  void senderThatIsGoneBeforeItNotes_isFollowedByAnother_withTheSameItem() {
    String unused = receiver.setFor(scene, after);
    String unusedToo = scene.subscribed();
    AtomicBoolean isKilled = new AtomicBoolean();
    receiver.beforeAnswer(
        () -> {
          if (isKilled.compareAndSet(false, true)) {
            rows()
                .update(
                    "update feed_webhook set lease = gen_random_uuid() where lender = ?",
                    scene.lender().id());
          }
        });

    long unusedChange = scene.change();
    Awaiting.until("it is sent", () -> receiver.taken().size() == 1);
    MovableClock.pass(Duration.ofSeconds(61));
    Awaiting.until("it is sent again", () -> receiver.taken().size() >= 2);

    JsonObject item = scene.items(after).get(0);
    Awaiting.until(
        "that is noted", () -> scene.webhook().getLong("cursor") == item.getInteger("cursor"));
    assertThat(receiver.calls()).hasSize(2);
    assertThat(receiver.calls())
        .allMatch(call -> call.id().equals(item.getString("item")))
        .allMatch(call -> call.body().equals(text(item)));
    assertThat(scene.releases()).hasSize(1);
  }

  @Test
  void webhookThatAnotherProcessSendsTo_isLeftToIt() throws Exception {
    FeedScene other = scene.ofAnotherLender("bank-meadow");
    try (FeedReceiver theirs = FeedReceiver.start()) {
      String unused = receiver.setFor(scene, after);
      String unusedToo = theirs.setFor(other, other.newest());
      String unusedFeed = scene.subscribed();
      String unusedFeedToo = other.subscribed();
      assertThat(
              rows()
                  .update(
                      "update feed_webhook set lease = gen_random_uuid(), leased_until = now() + interval '10 years' where lender = ?",
                      scene.lender().id()))
          .isEqualTo(1);

      long unusedChange = scene.change();
      List<JsonObject> unusedItems = scene.await(after, 1);
      long unusedChangeToo = other.change();
      Awaiting.until("others are sent to", () -> !theirs.taken().isEmpty());
      assertThat(receiver.calls()).isEmpty();
      int unusedRow =
          rows()
              .update(
                  "update feed_webhook set leased_until = now() - interval '1 day' where lender = ?",
                  scene.lender().id());

      Awaiting.until("it is over", () -> receiver.taken().size() == 1);
    } finally {
      remove(other);
    }
  }

  @Test
  void webhookThatFailsTwentyTimes_isPaused_andSaysWhy_andGoesOnWhenItsLenderStartsIt() {
    String unused = receiver.setFor(scene, after);
    String unusedToo = scene.subscribed();
    receiver.answer(302);
    long unusedChange = scene.change();

    for (int i = 1; i <= MOST_FAILURES; i++) {
      int count = i;
      Awaiting.until("failure " + count, () -> scene.webhook().getInt("failures") >= count);
      // Longer than it ever waits between two calls.
      MovableClock.pass(Duration.ofMinutes(6));
    }

    JsonPath paused = scene.webhook();
    assertThat(paused.getString("state")).isEqualTo("PAUSED");
    assertThat(paused.getString("reason")).isEqualTo("NOT_TAKEN");
    assertThat(paused.getString("pausedAt")).isNotNull();
    assertThat(paused.getString("nextTry")).isNull();
    assertThat(paused.getLong("cursor")).isEqualTo(after);
    assertThat(receiver.calls()).hasSize(MOST_FAILURES);
    String item = receiver.calls().get(0).id();

    // Nobody has read the report in time, so its feed is held until its lender takes an item.
    Awaiting.until(
        "it has lapsed, and the feed is held",
        () ->
            rows()
                .select(
                    "select i.state || f.held from loan_feed_item i join loan_feed f on f.feed_id = i.feed_id where i.item_id = ?",
                    item)
                .equals(List.of("LAPSEDtrue")));
    receiver.answer(204);
    Response resumed = resume(scene);

    resumed.then().statusCode(200);
    assertThat(resumed.jsonPath().getString("state")).isEqualTo("ACTIVE");
    assertThat(resumed.jsonPath().getInt("failures")).isZero();
    Awaiting.until("what has lapsed, and the next report", () -> receiver.taken().size() >= 2);
    JsonObject lapsed = receiver.taken().get(0);
    JsonObject next = receiver.taken().get(1);
    assertThat(lapsed.getString("item")).isEqualTo(item);
    assertThat(lapsed.getString("state")).isEqualTo("LAPSED");
    assertThat(lapsed.has("report")).isFalse();
    assertThat(next.getString("state")).isEqualTo("READY");
    assertThat(scene.releases().get(1).id()).hasToString(FeedScene.event(next));
  }

  @Test
  void withdrawnConsent_endsWhatIsSent_atItsEntry() {
    String unused = receiver.setFor(scene, after);
    String unusedToo = scene.subscribed();

    long withdrawn = scene.withdraw();
    long unusedChange = scene.change();
    Awaiting.until("the end is taken", () -> receiver.taken().size() == 1);

    JsonObject end = receiver.taken().get(0);
    assertThat(end.getString("kind")).isEqualTo("END");
    assertThat(end.getString("reason")).isEqualTo("CONSENT_ENDED");
    assertThat(end.getInteger("index")).isEqualTo(withdrawn);
    assertNothingMoreIsSent(1);
    assertThat(scene.releases()).isEmpty();
  }

  /** What was not taken before the consent ended goes without its report, as it would be read. */
  @Test
  void withdrawnConsent_takesBackAReportThatWaitsToBeTaken() {
    String unused = receiver.setFor(scene, after);
    String unusedToo = scene.subscribed();
    receiver.answer(503);
    long unusedChange = scene.change();
    Awaiting.until("it is called", () -> !receiver.calls().isEmpty());
    assertThat(receiver.calls().get(0).item().has("report")).isTrue();

    long unusedEntry = scene.withdraw();
    scene.tellStop(FeedScene.parents(scene.releases().get(0)).get(0));
    Awaiting.until("it is deleted", () -> !scene.items(after).get(0).has("report"));
    receiver.answer(204);
    awaitTaken(2);

    JsonObject first = receiver.taken().get(0);
    assertThat(first.getString("item")).isEqualTo(receiver.calls().get(0).id());
    assertThat(first.has("report")).isFalse();
    assertThat(receiver.taken().get(1).getString("reason")).isEqualTo("CONSENT_ENDED");
    assertThat(scene.releases()).hasSize(1);
  }

  @Test
  void closedLoan_endsWhatIsSent_atItsEntry() {
    String unused = receiver.setFor(scene, after);
    String unusedToo = scene.subscribed();
    long unusedChange = scene.change();
    Awaiting.until("a report is taken", () -> receiver.taken().size() == 1);

    Response closed =
        scene.bought().close(scene.loan(), scene.bought().closure("2026-02-01", "REPAID"));
    closed.then().statusCode(201);
    long unusedChangeToo = scene.change();
    Awaiting.until("the end is taken", () -> receiver.taken().size() == 2);

    JsonObject end = receiver.taken().get(1);
    assertThat(end.getString("reason")).isEqualTo("LOAN_CLOSED");
    assertThat(end.getInteger("index")).isEqualTo(closed.jsonPath().getLong("closingIndex"));
    assertNothingMoreIsSent(2);
    assertThat(scene.releases()).hasSize(1);
  }

  /** Another feed of the lender has been sent what came later, so this one has had its chance. */
  private void assertNothingMoreIsSent(int items) {
    FeedScene another = scene.another();
    String unused = another.subscribed();
    long unusedChange = another.change();
    Awaiting.until("another's is taken", () -> receiver.taken().size() > items);
    assertThat(receiver.taken().get(items).getString("loan")).isEqualTo(another.loan());
  }

  /** What waits unread when the webhook is set is sent, whether or not a cursor is named. */
  @Test
  void firstWebhook_beginsAtWhatWaitsToBeRead() {
    String unused = scene.subscribed();
    long unusedChange = scene.change();
    JsonObject waiting = scene.await(after, 1).get(0);

    given()
        .auth()
        .oauth2(scene.lender().token())
        .contentType("application/json")
        .body("{\"bureau\":\"%s\",\"url\":\"%s\"}".formatted(scene.bureau(), receiver.url()))
        .put("/v1/feed-webhook")
        .then()
        .statusCode(200);

    Awaiting.until("it is taken", () -> receiver.taken().contains(waiting));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.7/told",
        "https://192.168.1.1/told",
        "https://169.254.169.254/latest",
        "https://[fd00::7]/told",
        "https://0.0.0.0/told",
        "https://user:word@127.0.0.1/told",
        "https://127.0.0.1:22/told",
        "ftp://127.0.0.1/told",
        "not an address"
      })
  void addressThatNobodyCalls_isRefused(String url) {
    Response refused = scene.setWebhook(url, 0);

    assertRefused(refused, 422, "FEED_WEBHOOK_INVALID");
    assertThat(refused.jsonPath().getString("field")).isEqualTo("url");
    assertThat(rows().select("select lender from feed_webhook")).isEmpty();
  }

  /** Its name may lead elsewhere when it is called than when it was set. */
  @Test
  void addressThatHasBecomePrivate_isNotCalled_andThatIsSaid() {
    String unused = receiver.setFor(scene, after);
    String unusedToo = scene.subscribed();
    assertThat(rows().update("update feed_webhook set url = 'https://10.0.0.7/told'")).isPositive();

    long unusedChange = scene.change();

    Awaiting.until("it is said", () -> "NOT_PUBLIC".equals(scene.webhook().getString("reason")));
    assertThat(scene.webhook().getLong("cursor")).isEqualTo(after);
    assertThat(receiver.calls()).isEmpty();
  }

  @Test
  void webhook_isItsLendersOwn() {
    String secret = receiver.setFor(scene, after);
    Lender other = Lender.open(market, "bank-willow");
    String mine = "/v1/feed-webhook?bureau=" + scene.bureau();

    assertRefused(given().auth().oauth2(other.token()).get(mine), 404, "FEED_WEBHOOK_UNKNOWN");
    assertRefused(given().auth().oauth2(other.token()).delete(mine), 404, "FEED_WEBHOOK_UNKNOWN");
    assertRefused(
        BoughtScene.post(
            other,
            "/v1/feed-webhook/resumption",
            JsonObject.builder().put("bureau", scene.bureau()).build()),
        404,
        "FEED_WEBHOOK_UNKNOWN");

    assertThat(scene.webhook().getString("url")).isEqualTo(receiver.url());
    assertThat(rows().select("select encode(sealed_secret, 'escape') from feed_webhook"))
        .allSatisfy(stored -> assertThat(stored).doesNotContain("whsec_", secret.substring(6)));
    assertThat(receiver.setFor(scene, after)).as("set again").isNotEqualTo(secret);
    remove(scene).then().statusCode(204);
    assertRefused(remove(scene), 404, "FEED_WEBHOOK_UNKNOWN");
  }

  @Test
  void webhookAtABureauThatIsNotHere_isRefused() {
    Response refused =
        given()
            .auth()
            .oauth2(scene.lender().token())
            .contentType("application/json")
            .body("{\"bureau\":\"bureau-nowhere\",\"url\":\"%s\"}".formatted(receiver.url()))
            .put("/v1/feed-webhook");

    assertRefused(refused, 404, "BUREAU_UNKNOWN");
  }
}
