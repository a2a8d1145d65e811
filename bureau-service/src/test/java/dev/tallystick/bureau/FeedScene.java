package dev.tallystick.bureau;

import static dev.tallystick.bureau.InquiryTest.strings;
import static io.restassured.RestAssured.given;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.TypedId;
import dev.tallystick.producer.EventFactory;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A lender with an open loan, and what it is told about it. */
record FeedScene(Market market, BoughtScene bought, String loan, InquiryRequest standing) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static FeedScene open(Market market) {
    BoughtScene bought = BoughtScene.open(market);
    String loan = bought.openLoan(bought.loan()).jsonPath().getString("loan");
    FeedScene scene = of(market, bought, loan);
    scene.endOthers();
    return scene;
  }

  /** What other tests have begun tells nothing any more. */
  private void endOthers() {
    List<String> active = activeFeeds();
    for (String feed : active) {
      BoughtScene.post(
              lender(),
              "/v1/feeds/" + feed + "/end",
              JsonObject.builder().put("bureau", bureau()).build())
          .then()
          .statusCode(201);
    }
    // The ends of others may be forgotten, since tests move the clock on.
    Awaiting.until("their ends", () -> endedFeeds().containsAll(active));
  }

  /** The feeds that have told their end. */
  private Set<String> endedFeeds() {
    Set<String> ended = new HashSet<>();
    long cursor = 0;
    for (List<JsonObject> page = items(0); !page.isEmpty(); page = items(cursor)) {
      page.stream()
          .filter(item -> item.getString("kind").equals("END"))
          .forEach(item -> ended.add(item.getString("feed")));
      cursor = page.get(page.size() - 1).getInteger("cursor");
    }
    return ended;
  }

  private List<String> activeFeeds() {
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page =
          given()
              .auth()
              .oauth2(lender().token())
              .get("/v1/feeds?bureau=" + bureau() + cursor)
              .jsonPath();
      found.addAll(page.getList("feeds.findAll { it.state == 'ACTIVE' }.feed"));
      cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
    } while (!cursor.isEmpty());
    return found;
  }

  private static FeedScene of(Market market, BoughtScene bought, String loan) {
    Fair fair = bought.fair();
    return new FeedScene(
        market,
        bought,
        loan,
        fair.lender().standing(fair.bureau().id(), fair.subject(), fair.product(), loan));
  }

  /** Another loan of the same lender to the same person. */
  FeedScene another() {
    return of(market, bought, bought.openLoan(bought.loan()).jsonPath().getString("loan"));
  }

  /** A loan of the same lender to somebody else. */
  FeedScene withAnother() {
    Fair fair = bought.fair();
    Fair other =
        new Fair(market, fair.bureau(), fair.lender(), fair.lender().drawSubject(), fair.product());
    other.lender().buy(other.request()).then().statusCode(200);
    List<Event> releases = other.releases();
    BoughtScene sale = new BoughtScene(other, releases.get(releases.size() - 1));
    return of(market, sale, sale.openLoan(sale.loan()).jsonPath().getString("loan"));
  }

  /** A loan of another lender at the same bureau, to somebody else. */
  FeedScene ofAnotherLender(String id) {
    Fair fair = bought.fair();
    Lender other = Lender.open(market, id);
    // Parties are remembered for ten seconds, and this one has new keys.
    MovableClock.pass(Duration.ofSeconds(11));
    Fair theirs = new Fair(market, fair.bureau(), other, other.drawSubject(), fair.product());
    other.buy(theirs.request()).then().statusCode(200);
    List<Event> releases = theirs.releases();
    BoughtScene sale = new BoughtScene(theirs, releases.get(releases.size() - 1));
    FeedScene scene = of(market, sale, sale.openLoan(sale.loan()).jsonPath().getString("loan"));
    scene.endOthers();
    return scene;
  }

  Lender lender() {
    return bought.fair().lender();
  }

  String bureau() {
    return bought.fair().bureau().id();
  }

  String consent() {
    return standing.consent();
  }

  Response subscribe() {
    return subscribe(standing);
  }

  Response subscribe(InquiryRequest request) {
    return BoughtScene.post(
        lender(), "/v1/feeds", JsonObject.builder().put("request", lender().sign(request)).build());
  }

  /** The feed of the loan, which begins. */
  String subscribed() {
    Response answer = subscribe();
    answer.then().statusCode(201);
    return answer.jsonPath().getString("feed");
  }

  Response read(long after, int wait) {
    return read(lender(), after, wait);
  }

  Response read(Lender reader, long after, int wait) {
    return given()
        .auth()
        .oauth2(reader.token())
        .get("/v1/feed-items?bureau=" + bureau() + "&limit=100&after=" + after + "&wait=" + wait);
  }

  /** Has the lender's items sent, from a cursor on. */
  Response setWebhook(String url, long after) {
    return given()
        .auth()
        .oauth2(lender().token())
        .contentType("application/json")
        .body(
            CanonicalJson.text(
                JsonObject.builder()
                    .put("bureau", bureau())
                    .put("url", url)
                    .put("after", after)
                    .build()))
        .put("/v1/feed-webhook");
  }

  /** The lender's webhook as it stands. */
  JsonPath webhook() {
    Response shown =
        given().auth().oauth2(lender().token()).get("/v1/feed-webhook?bureau=" + bureau());
    shown.then().statusCode(200);
    return shown.jsonPath();
  }

  /** The newest cursor of the lender, from which on a test reads. */
  long newest() {
    long cursor = 0;
    while (true) {
      long next = read(cursor, 0).jsonPath().getLong("next");
      if (next == cursor) {
        return cursor;
      }
      cursor = next;
    }
  }

  /** The items after a cursor. */
  List<JsonObject> items(long after) {
    JsonArray items = BureauSite.json(read(after, 0)).getArray("items");
    return items.items().stream().map(FeedScene::object).toList();
  }

  private static JsonObject object(JsonValue value) {
    return (JsonObject) value;
  }

  /** Waits for so many items after a cursor. */
  List<JsonObject> await(long after, int count) {
    Awaiting.until(count + " items", () -> items(after).size() >= count);
    return items(after);
  }

  /** Something about the person changes; returns where the log has it. */
  long change() {
    JsonObject data =
        JsonObject.builder()
            .put("record", TypedId.draw("rec", new MovableClock().millis(), RANDOM))
            .put("category", "LOAN.PERFORMANCE")
            .put("provider", "pay-south")
            .put("version", 1)
            .put("mark", "SOURCE_CONFLICT")
            .put("state", "SET")
            .build();
    return append("data-vault", "record.annotated", data);
  }

  /** The person withdraws the consent that the reports rest on. */
  long withdraw() {
    JsonObject data =
        JsonObject.builder()
            .put("consent", consent())
            .put("version", 1)
            .put("kind", "QUERY")
            .put("discloser", bureau())
            .put("recipient", lender().id())
            .put("stoppedAt", "2026-01-15T00:00:00.000Z")
            .put("by", "SELF")
            .build();
    return append("consent-service", "consent.withdrawn", data);
  }

  /** The bureau is told that what a platform's release rested on has ended. */
  void tellStop(String release) {
    JsonObject data =
        JsonObject.builder()
            .put("notification", TypedId.draw("ntf", new MovableClock().millis(), RANDOM))
            .put("from", "pay-south")
            .put("to", bureau())
            .put("release", release)
            .put("change", "WITHDRAWN")
            .put("cause", "019cac2a-a590-7811-9e9c-a0324c2cdee7")
            .put("dueOn", "2027-01-01")
            .build();
    long unused = append("consent-service", "downstream.notified", data);
  }

  /** The lender has an item's report, and the log has its acknowledgement. */
  void receive(String event) {
    JsonObject data =
        JsonObject.builder()
            .put("release", event)
            .put("releaseIndex", 1)
            .put("releaseEntry", "0".repeat(64))
            .put("from", bureau())
            .put("to", lender().id())
            .put("payloadDigest", "0".repeat(64))
            .put("checkpointSize", 10)
            .put("checkpointRoot", "0".repeat(64))
            .put("receivedAt", "2026-03-02T01:20:00.000Z")
            .put("receiverSignature", "e30.e30.AA")
            .build();
    long unused = append("audit-service", "data.received", data);
  }

  private long append(String source, String type, JsonObject data) {
    EventFactory events = new EventFactory(new MovableClock(), RANDOM, source);
    try {
      return market
          .log()
          .append(
              events.create(
                  type,
                  Optional.of(bought.fair().subject()),
                  data,
                  Optional.empty(),
                  Map.of(),
                  List.of()))
          .index();
    } catch (InvalidEventException e) {
      throw new AssertionError(e.field(), e);
    }
  }

  /** The releases that answer this feed's standing inquiry, as the log has them. */
  List<Event> releases() {
    return bought.fair().releases().stream()
        .filter(event -> event.data().getString("step").equals("RELEASE_2"))
        .filter(event -> event.data().getString("inquiry").equals(standing.inquiry()))
        .toList();
  }

  /** The entries that their parents are. */
  static List<String> parents(Event release) {
    return strings(release.data().getArray("parents"));
  }

  static String event(JsonObject item) {
    return item.getObject("report").getString("eventId");
  }
}
