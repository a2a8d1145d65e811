package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a person gets to see of their own data, how often for nothing, and that it is logged. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SelfReportTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final long FEE = 500;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  private Fair open() {
    Fair fair = Fair.open(market);
    JsonObject line =
        JsonObject.builder()
            .put("line", "own-report")
            .put("payer", "SUBJECT")
            .put("service", "SELF_REPORT")
            .put("userClass", "PERSON")
            .put("amount", FEE)
            .build();
    fair.bureau()
        .post(
            "/v1/tariffs",
            JsonObject.builder()
                .put("currency", "CNY")
                .put("lines", JsonArray.of(List.of(line)))
                .build())
        .then()
        .statusCode(201);
    return fair;
  }

  private static JsonObject issued(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return BureauSite.json(answer);
  }

  private static JsonObject withFee(Fair fair, long fee) {
    return ReportedPerson.request(fair.bureau().id(), "COUNTER").put("fee", fee).build();
  }

  private List<Event> reports(Fair fair) {
    return fair.entries().stream()
        .filter(event -> event.type().shortName().equals("self-report.issued"))
        .toList();
  }

  @Test
  void r40_aPersonGetsEveryRecordWhole_loggedBeforeItIsAnswered() {
    Fair fair = open();

    JsonObject answer =
        issued(new ReportedPerson(fair.subject()).ask(fair.bureau().id(), "ONLINE"));

    JsonObject content = answer.getObject("content");
    assertThat(content.getArray("records").items())
        .extracting(record -> ((JsonObject) record).getString("category"))
        .containsExactlyInAnyOrder("LOAN.PERFORMANCE", "SHOPPING.AGGREGATE");
    assertThat(CanonicalJson.text(content)).contains("canary-mix");
    Event entry = reports(fair).get(0);
    assertThat(entry.id()).hasToString(answer.getString("eventId"));
    assertThat(entry.stub().labels()).contains(EventLabels.ofSubject(fair.subject()));
    assertThat(entry.data().getInteger("ordinal")).isEqualTo(1);
    assertThat(entry.data().getObject("fee").getInteger("amount")).isZero();
    assertThat(entry.data().getString("payloadDigest"))
        .isEqualTo(Hash.sha256(CanonicalJson.messageBytes(content)).hex());
    assertThat(entry.data().getArray("parents").size()).isEqualTo(2);
    ReleaseRequest asked = market.releaseRequests().get(0);
    assertThat(asked.endUse().purpose()).contains("SELF_INQUIRY");
    assertThat(asked.endUse().user()).as("there is no lender").isEmpty();
    Awaiting.until(
        "what it was made of is told to be gone",
        () ->
            fair.entries().stream()
                .anyMatch(event -> event.type().shortName().equals("data.destroyed")));
    Awaiting.until("the releases are acknowledged", () -> market.acknowledged().size() >= 2);
  }

  @Test
  void r40_aFeeForAFreeReportIsRefused_andThePersonFindsIt() {
    Fair fair = open();

    Response refused = new ReportedPerson(fair.subject()).ask(withFee(fair, FEE));

    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("FREE_REPORT_ENTITLED");
    assertThat(refused.jsonPath().getString("ruleId")).isEqualTo("R40");
    Event denial =
        fair.entries().stream()
            .filter(event -> event.type().shortName().equals("data.denied"))
            .findFirst()
            .orElseThrow();
    assertThat(denial.id()).hasToString(refused.jsonPath().getString("auditEventId"));
    assertThat(denial.data().getString("step")).isEqualTo("SELF_REPORT");
    assertThat(reports(fair)).isEmpty();
    assertThat(fair.releases()).as("nothing was asked for").isEmpty();
  }

  @Test
  void r40_theThirdAtTheCounterCostsTheTariff_andTheFirstOfJanuaryResets() {
    Fair fair = open();
    ReportedPerson person = new ReportedPerson(fair.subject());
    moveToTheLastMinutesOfTheYear();
    String bureau = fair.bureau().id();
    issued(person.ask(bureau, "COUNTER"));
    assertThat(issued(person.ask(bureau, "COUNTER")).getInteger("ordinal")).isEqualTo(2);

    assertThat(person.ask(bureau, "COUNTER").jsonPath().getString("code"))
        .isEqualTo("FEE_NOT_IN_TARIFF");
    assertThat(person.ask(withFee(fair, FEE - 1)).jsonPath().getString("code"))
        .isEqualTo("FEE_NOT_IN_TARIFF");
    JsonObject third = issued(person.ask(withFee(fair, FEE)));
    assertThat(third.getInteger("ordinal")).isEqualTo(3);
    assertThat(third.getObject("fee").getInteger("amount")).isEqualTo(FEE);

    MovableClock.pass(Duration.ofMinutes(10));
    JsonObject next = issued(person.ask(bureau, "COUNTER"));
    assertThat(next.getInteger("ordinal")).isEqualTo(1);
    assertThat(next.getInteger("year")).isEqualTo(third.getInteger("year") + 1);
    assertThat(next.getObject("fee").getInteger("amount")).isZero();
  }

  /** Five minutes before midnight of 31 December, where the pack counts years. */
  private static void moveToTheLastMinutesOfTheYear() {
    Instant now = new MovableClock().instant();
    Instant newYear =
        LocalDate.of(now.atZone(SHANGHAI).getYear() + 1, 1, 1).atStartOfDay(SHANGHAI).toInstant();
    MovableClock.pass(Duration.between(now, newYear).minusMinutes(5));
  }

  @Test
  void r40_onlineIsAlwaysFree_whereThePackSaysSo() {
    Fair fair = open();
    ReportedPerson person = new ReportedPerson(fair.subject());
    market.freeOnline();

    for (int ordinal = 1; ordinal <= 4; ordinal++) {
      JsonObject answer = issued(person.ask(fair.bureau().id(), "ONLINE"));
      assertThat(answer.getInteger("ordinal")).isEqualTo(ordinal);
      assertThat(answer.getObject("fee").getInteger("amount")).isZero();
    }
  }

  @Test
  void r40_ofSeveralAtOnceEachHasANumberOfItsOwn() throws Exception {
    Fair fair = open();
    market.freeOnline();
    ReportedPerson person = new ReportedPerson(fair.subject());
    ExecutorService desks = Executors.newFixedThreadPool(4);
    List<Callable<Response>> asks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asks.add(() -> person.ask(fair.bureau().id(), "ONLINE"));
    }
    List<Long> ordinals = new ArrayList<>();
    for (Future<Response> answer : desks.invokeAll(asks)) {
      ordinals.add(issued(answer.get()).getInteger("ordinal"));
    }
    desks.shutdown();

    assertThat(ordinals).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(reports(fair))
        .extracting(event -> event.data().getInteger("ordinal"))
        .containsExactly(1L, 2L, 3L, 4L);
  }

  /** Who has two tokens is one person: a second identifier is worth no further free reports. */
  @Test
  void r40_reportsUnderTwoLinkedTokens_areOnePersons_andAfterUnlinkingTwo() {
    Fair fair = open();
    String bureau = fair.bureau().id();
    ReportedPerson person = new ReportedPerson(fair.subject());
    ReportedPerson other = new ReportedPerson(fair.lender().drawSubject());
    issued(other.ask(bureau, "COUNTER"));
    ScriptedEvent link = log("identity.linked", person, linked(other));
    issued(person.ask(bureau, "COUNTER"));

    for (ReportedPerson token : List.of(person, other)) {
      assertThat(token.ask(bureau, "COUNTER").jsonPath().getString("code"))
          .as("two were free")
          .isEqualTo("FEE_NOT_IN_TARIFF");
    }
    JsonObject third = issued(other.ask(withFee(fair, FEE)));
    assertThat(third.getInteger("ordinal")).isEqualTo(3);

    ScriptedEvent undone =
        log("identity.unlinked", other, unlinked(person, link.event().id().toString()));
    awaitLink(bureau, undone);
    JsonObject own = issued(person.ask(bureau, "COUNTER"));
    assertThat(own.getInteger("ordinal")).as("of the one's own").isEqualTo(2);
    assertThat(own.getObject("fee").getInteger("amount")).isZero();
    assertThat(issued(other.ask(withFee(fair, FEE))).getInteger("ordinal")).isEqualTo(3);
  }

  /** Its entries rest on links that were logged before it was there. */
  @Test
  void bureauThatIsEnlistedLater_countsByTheLinksFromBefore() {
    Fair fair = open();
    ReportedPerson person = new ReportedPerson(fair.subject());
    ReportedPerson other = new ReportedPerson(fair.lender().drawSubject());
    ScriptedEvent link = log("identity.linked", person, linked(other));
    awaitLink(fair.bureau().id(), link);

    String late = "bureau-late";
    BureauSite.open(market, late);

    awaitLink(late, link);
    assertThat(issued(person.ask(late, "COUNTER")).getInteger("ordinal")).isEqualTo(1);
    ScriptedEvent next =
        log("identity.linked", other, linked(new ReportedPerson(fair.lender().drawSubject())));
    awaitLink(late, next);
    assertThat(issued(other.ask(late, "COUNTER")).getInteger("ordinal")).isEqualTo(2);
  }

  private void awaitLink(String bureau, ScriptedEvent link) {
    Awaiting.until(
        "the bureau has read it",
        () ->
            new Rows(database, bureau)
                    .select("select 1 from person_link where log_index = ?", link.index())
                    .size()
                == 1);
  }

  private static JsonObject linked(ReportedPerson to) {
    return JsonObject.builder()
        .put("linked", to.subject())
        .put("claim", "clm_01980000-0000-7000-8000-000000000001")
        .put("claimed", JsonArray.ofStrings(List.of("01980000-0000-7000-8000-000000000002")))
        .put("scheme", "PHONE")
        .put(
            "evidence",
            JsonObject.builder().put("method", "LETTER").put("digest", "ab".repeat(32)).build())
        .put("by", "mall-east")
        .build();
  }

  private static JsonObject unlinked(ReportedPerson from, String link) {
    return JsonObject.builder()
        .put("linked", from.subject())
        .put("link", link)
        .put("claim", "clm_01980000-0000-7000-8000-000000000001")
        .put("reason", "PERSON_REQUEST")
        .build();
  }

  private ScriptedEvent log(String type, ReportedPerson person, JsonObject data) {
    try {
      return market
          .log()
          .append(
              new EventFactory(new MovableClock(), new SecureRandom(), "data-vault")
                  .create(
                      type,
                      Optional.of(person.subject()),
                      data,
                      Optional.empty(),
                      Map.of(),
                      List.of()));
    } catch (InvalidEventException e) {
      throw new AssertionError(e.field(), e);
    }
  }

  @Test
  void theSameRequest_getsTheSameReport_andIsCountedOnce() {
    Fair fair = open();
    ReportedPerson person = new ReportedPerson(fair.subject());
    String key = UUID.randomUUID().toString();
    JsonObject request = ReportedPerson.request(fair.bureau().id(), "COUNTER").build();

    JsonObject first = issued(person.ask(request, key, Duration.ZERO));
    JsonObject again = issued(person.ask(request, key, Duration.ZERO));

    assertThat(again).isEqualTo(first);
    assertThat(reports(fair)).hasSize(1);
    assertThat(person.ask(withFee(fair, FEE), key, Duration.ZERO).jsonPath().getString("code"))
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    MovableClock.pass(Duration.ofMinutes(11));
    Awaiting.until(
        "the answer is deleted",
        () ->
            new Rows(database, fair.bureau().id())
                .select("select 1 from self_report where sealed_answer is not null")
                .isEmpty());
    assertThat(person.ask(request, key, Duration.ZERO).jsonPath().getString("code"))
        .isEqualTo("RELEASE_LAPSED");
  }

  @Test
  void anOldLogIn_orAnotherBureau_isRefused() {
    Fair fair = open();
    ReportedPerson person = new ReportedPerson(fair.subject());
    JsonObject request = ReportedPerson.request(fair.bureau().id(), "ONLINE").build();

    assertThat(
            person
                .ask(request, UUID.randomUUID().toString(), Duration.ofMinutes(16))
                .jsonPath()
                .getString("code"))
        .isEqualTo("IDENTITY_NOT_VERIFIED");
    assertThat(person.ask("bureau-nowhere", "ONLINE").jsonPath().getString("code"))
        .isEqualTo("BUREAU_UNKNOWN");
    assertThat(reports(fair)).isEmpty();
  }

  @Test
  void whileTheLogIsAway_nothingIsHandedOver() {
    Fair fair = open();
    market.log().faults().goAway(true);

    Response refused = new ReportedPerson(fair.subject()).ask(fair.bureau().id(), "ONLINE");
    market.log().faults().goAway(false);

    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(503);
    assertThat(refused.asString()).doesNotContain("canary-mix");
  }

  /** The follower reads the feed while the request still waits for its answer. */
  @Test
  void whoeverHearsOfTheReportFirst_itsSourcesAreToldToBeGoneOnce() throws Exception {
    Fair fair = open();
    ReportedPerson person = new ReportedPerson(fair.subject());
    String bureau = fair.bureau().id();
    int before = logged(bureau);
    market.log().faults().holdAnswers("self-report.issued");
    CompletableFuture<Response> asked =
        CompletableFuture.supplyAsync(() -> person.ask(bureau, "COUNTER"));
    Awaiting.until("the follower has heard of it", () -> asked.isDone() || logged(bureau) > before);
    assertThat(asked.isDone() ? asked.get().asString() : "")
        .as("nothing is answered yet")
        .isEmpty();

    market.log().faults().letAnswersGo();

    issued(asked.get(30, TimeUnit.SECONDS));
    Awaiting.until("its sources are told to be gone", () -> destroyed(fair) == 1);
    issued(person.ask(bureau, "COUNTER"));
    Awaiting.until("those of the next one too, each once", () -> destroyed(fair) == 2);
  }

  private int logged(String bureau) {
    return new Rows(database, bureau)
        .select("select 1 from self_report where log_index is not null")
        .size();
  }

  private static long destroyed(Fair fair) {
    return fair.entries().stream()
        .filter(event -> event.subject().equals(Optional.of(fair.subject())))
        .filter(event -> event.type().shortName().equals("data.destroyed"))
        .count();
  }

  /** A database that was put back counts what the log has, or the person would get no more. */
  @Test
  void reportsThatTheDatabaseHasLost_areCountedFromTheLog() {
    Fair fair = open();
    ReportedPerson person = new ReportedPerson(fair.subject());
    String bureau = fair.bureau().id();
    issued(person.ask(bureau, "COUNTER"));
    Event lost = reports(fair).get(0);

    ScriptedEvent logged = anotherOne(fair, lost);

    Awaiting.until(
        "it is counted",
        () ->
            new Rows(database, bureau)
                    .select("select 1 from self_report where log_index = ?", logged.index())
                    .size()
                == 1);
    assertThat(person.ask(bureau, "COUNTER").jsonPath().getString("code"))
        .as("two were free")
        .isEqualTo("FEE_NOT_IN_TARIFF");
  }

  /** What an instance logged whose database is gone. */
  private ScriptedEvent anotherOne(Fair fair, Event like) {
    try {
      JsonObject data =
          like.data()
              .without(Set.of("ordinal"))
              .with(JsonObject.builder().put("ordinal", 2).build());
      return market
          .log()
          .append(
              new EventFactory(new MovableClock(), new SecureRandom(), "bureau-service")
                  .create(
                      "self-report.issued",
                      Optional.of(fair.subject()),
                      data,
                      Optional.empty(),
                      Map.of(),
                      List.of()));
    } catch (InvalidEventException e) {
      throw new AssertionError(e.field(), e);
    }
  }
}
