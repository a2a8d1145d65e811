package dev.tallystick.system;

import static dev.tallystick.system.HonestEntries.about;
import static dev.tallystick.system.HonestEntries.naming;
import static dev.tallystick.system.SmallMarket.BANK;
import static dev.tallystick.system.SmallMarket.BUREAU;
import static dev.tallystick.system.SmallMarket.LENDERS;
import static dev.tallystick.system.SmallMarket.OTHER_BUREAU;
import static dev.tallystick.system.SmallMarket.PLATFORM;
import static dev.tallystick.system.SmallMarket.REGULATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.party.RefusedException;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.system.SmallMarket.Purchase;
import dev.tallystick.system.SmallMarket.Shopper;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What a market shows of itself, on the whole suite: consents that people take to another bureau,
 * persons that an authority has invented, and the public boards. What is told is held against the
 * log, which {@code tally} audits before it is read.
 */
@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
class MarketIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int FIRST_NUMBER = 5_000_000;
  private static final String SECOND_BANK = LENDERS.get(1);
  private static final String THIRD_BANK = LENDERS.get(2);

  /** Set up by the first test, in the suite that all of them share. */
  private static Optional<SmallMarket> opened = Optional.empty();

  private final Suite suite;
  private SmallMarket market;

  @TempDir private Path folder;

  MarketIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void open() throws Exception {
    suite.ready();
    if (opened.isEmpty()) {
      opened = Optional.of(SmallMarket.open(suite));
    }
    market = opened.get();
  }

  @Test
  void consent_movesInOneAct_andTheOldBureauCannotAskAnyMore() throws Exception {
    Shopper person = market.enrol("market-mover", FIRST_NUMBER);
    market.deposit(List.of(person));
    String supply = market.provide(person, BUREAU);
    String query = market.query(person, BUREAU, BANK);
    Purchase before = market.buy(BANK, BUREAU, person, query);

    JsonObject supplyMoved =
        market.move(
            person,
            supply,
            SmallMarket.notice("PROVIDE", PLATFORM, OTHER_BUREAU, "CREDIT_REPORTING_SUPPLY"),
            OTHER_BUREAU);
    moveAtThePortal(person, query);

    String supplyNow = supplyMoved.getString("consent");
    String queryNow = standing(person, BANK);
    RefusedException refused = refused(() -> market.buy(BANK, BUREAU, person, query));
    RefusedException withTheNew = refused(() -> market.buy(BANK, BUREAU, person, queryNow));
    Purchase after = market.buy(BANK, OTHER_BUREAU, person, queryNow);

    assertThat(consents(person))
        .containsExactlyInAnyOrder(
            supply + " withdrawn " + BUREAU,
            query + " withdrawn " + BANK,
            supplyNow + " given " + OTHER_BUREAU,
            queryNow + " given " + BANK);
    HonestEntries log = suite.honestEntries();
    assertThat(assertMoved(log, person, supply, supplyNow).getString("recipient"))
        .isEqualTo(OTHER_BUREAU);
    assertThat(assertMoved(log, person, query, queryNow).getString("discloser"))
        .isEqualTo(OTHER_BUREAU);
    for (RefusedException each : List.of(refused, withTheNew)) {
      LoggedEvent denied = log.entry(each.auditEventId().orElseThrow());
      assertThat(denied.subject()).contains(person.subject());
      assertThat(denied.data().getString("from")).isEqualTo(BUREAU);
      assertThat(denied.data().getString("code")).isEqualTo(each.code());
    }
    List<LoggedEvent> releases =
        log.all("data.released", about(person.subject()).and(naming("step", "RELEASE_2")));
    assertThat(releases).extracting(LoggedEvent::id).containsExactly(before.event(), after.event());
    assertThat(log.all("data.released", about(person.subject()).and(naming("to", OTHER_BUREAU))))
        .as("the platform supplies the new bureau")
        .hasSize(1);
    assertOwnListHolds(person, supplyMoved.getString("eventId"), after.event());
  }

  /** By the form that a person without a script sees. */
  private void moveAtThePortal(Shopper person, String consent) throws Exception {
    PortalVisit visit = new PortalVisit(suite.address("PORTAL_URL"));
    String path = "/me/consents/" + consent;
    HttpResponse<String> page =
        visit.logIn(path + "/bureaus", person.name(), OwnPerson.password(suite, person.name()));
    HttpResponse<String> moved = visit.press(page, path + "/move", Map.of("to", OTHER_BUREAU));
    assertThat(moved.uri().getPath()).as(moved.body()).isEqualTo("/me/consents");
    assertThat(moved.body()).contains("You moved it.", OTHER_BUREAU + " Co., Ltd.");
  }

  /** The consent by which this party may be told now. */
  private String standing(Shopper person, String recipient) throws Exception {
    return consents(person).stream()
        .filter(shown -> shown.endsWith(" given " + recipient))
        .map(shown -> shown.split(" ", 2)[0])
        .findFirst()
        .orElseThrow();
  }

  /** The new one came first: nobody is left with none. What the log has of it. */
  private static JsonObject assertMoved(
      HonestEntries log, Shopper person, String old, String moved) {
    LoggedEvent given = log.one("consent.given", naming("consent", moved));
    LoggedEvent withdrawn = log.one("consent.withdrawn", naming("consent", old));
    assertThat(given.index()).isLessThan(withdrawn.index());
    assertThat(List.of(given.subject(), withdrawn.subject()))
        .containsOnly(Optional.of(person.subject()));
    return given.data();
  }

  /** What the person sees of their consents: each with its state and who is told. */
  private List<String> consents(Shopper person) throws Exception {
    JsonNode mine = tree(market.calls().consent(person.name(), "/v1/me/consents"));
    List<String> shown = new ArrayList<>();
    for (JsonNode each : mine.get("consents")) {
      shown.add(
          "%s %s %s"
              .formatted(
                  each.get("consent").asText(),
                  each.get("status").asText(),
                  each.get("recipient").asText()));
    }
    return shown;
  }

  /** The person's own list has these, and is the whole list. */
  private void assertOwnListHolds(Shopper person, String... events) throws Exception {
    Path file = folder.resolve(person.name() + ".usage.json");
    await("the index covers them")
        .atMost(LIMIT)
        .pollInterval(PAUSE)
        .ignoreExceptionsMatching(RefusedException.class::isInstance)
        .untilAsserted(
            () -> {
              Files.write(file, market.calls().auditBytes(person.name(), "/v1/me/usage?limit=200"));
              assertThat(file).content().contains(events);
            });
    Command.Result verified =
        Tally.run(
            "verify",
            file.toString(),
            "--policy",
            suite.address("POLICY_FILE"),
            "--subject",
            person.subject());
    assertThat(verified.exitCode()).as(verified.output()).isZero();
    assertThat(verified.output()).contains("complete");
  }

  @Test
  void inventedPerson_raisesNothingWhereAReleaseTellsWhy_andNamesWhoHasNone() throws Exception {
    Shopper sold = market.enrol("market-honey-1", FIRST_NUMBER + 10);
    Shopper watched = market.enrol("market-honey-2", FIRST_NUMBER + 11);
    mark(sold, Optional.of(Instant.now().plus(Duration.ofHours(1))));
    mark(watched, Optional.empty());
    market.deposit(List.of(sold));
    String unusedSupply = market.provide(sold, OTHER_BUREAU);
    Purchase bought = market.buy(BANK, OTHER_BUREAU, sold, market.query(sold, OTHER_BUREAU, BANK));

    JsonObject explained = sighted(sold, BANK);
    JsonObject unexplained = sighted(sold, THIRD_BANK);
    RefusedException touch =
        refused(
            () ->
                market.buy(
                    BANK, OTHER_BUREAU, watched, "con_01980000-0000-7000-8000-000000000000"));
    await("the detectors have come to the touch")
        .atMost(LIMIT)
        .pollInterval(PAUSE)
        .until(() -> isRaised("HONEY_TOUCHED"));

    assertThat(explained.getBoolean("explained")).isTrue();
    assertThat(CanonicalJson.text(explained.getArray("releases"))).contains(bought.event());
    assertThat(unexplained.getBoolean("explained")).isFalse();
    assertThat(unexplained.getArray("releases").items()).isEmpty();
    HonestEntries log = suite.honestEntries();
    LoggedEvent found = log.one("anomaly.raised", naming("detector", "HONEY_SIGHTED"));
    assertThat(found.id()).isEqualTo(unexplained.getString("event"));
    assertThat(found.data().getString("anomaly")).isEqualTo(unexplained.getString("anomaly"));
    assertThat(found.data().getString("party")).isEqualTo(THIRD_BANK);
    LoggedEvent touched = log.one("anomaly.raised", naming("detector", "HONEY_TOUCHED"));
    assertThat(texts(touched.data().getArray("entries")))
        .as("what was planted and sold in its time is no touch")
        .containsExactly(touch.auditEventId().orElseThrow());
    assertThat(log.entry(touch.auditEventId().orElseThrow()).subject()).contains(watched.subject());
    for (LoggedEvent alarm : List.of(found, touched)) {
      assertThat(alarm.subject()).isEmpty();
      assertThat(CanonicalJson.text(alarm.data()))
          .doesNotContain(sold.subject(), watched.subject());
    }
  }

  private void mark(Shopper person, Optional<Instant> plantUntil) throws Exception {
    JsonObject.Builder mark =
        JsonObject.builder().put("subject", person.subject()).put("ref", person.name());
    plantUntil.ifPresent(until -> mark.put("plantUntil", MarketCalls.time(until)));
    JsonObject marked = market.calls().audit(REGULATOR, "/v1/honey", mark.build());
    assertThat(marked.getString("honey")).startsWith("hny_");
  }

  /** What the authority is answered when the person turns up at a party now. */
  private JsonObject sighted(Shopper person, String party) {
    JsonObject seen =
        JsonObject.builder()
            .put("subject", person.subject())
            .put("party", party)
            .put("seenAt", MarketCalls.time(Instant.now()))
            .build();
    return await("the index has come to now")
        .atMost(LIMIT)
        .pollInterval(PAUSE)
        .ignoreExceptionsMatching(
            e -> e instanceof RefusedException away && away.code().equals("INDEX_NOT_READY"))
        .until(() -> market.calls().audit(REGULATOR, "/v1/honey/sightings", seen), answer -> true);
  }

  private boolean isRaised(String detector) throws Exception {
    JsonNode alarms =
        tree(market.calls().audit(REGULATOR, "/v1/anomalies?limit=200")).get("anomalies");
    for (JsonNode alarm : alarms) {
      if (alarm.get("detector").asText().equals(detector)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void boards_tellEverybodyWhatWasDone_andNoSmallNumbers() throws Exception {
    List<Purchase> bought = new ArrayList<>();
    List<Shopper> people = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      people.add(market.enrol("market-buyer-" + i, FIRST_NUMBER + 20 + i));
    }
    market.deposit(people);
    for (Shopper person : people) {
      String unusedSupply = market.provide(person, BUREAU);
      for (String lender : LENDERS) {
        bought.add(market.buy(lender, BUREAU, person, market.query(person, BUREAU, lender)));
      }
    }
    List<Purchase> ofBank = bought.stream().filter(one -> one.lender().equals(BANK)).toList();
    for (Purchase one : bought.subList(0, 9)) {
      JsonObject unusedEntry = market.decide(one, "APPROVED");
    }
    long last = lendTogether(ofBank.subList(0, 3));

    boards().awaitCounted(last);
    boards().assertCostIsNotTold(market.product(BUREAU));
    assertThat(boards().pairs()).as("nine loans of two together").isEmpty();

    JsonObject unusedTenth = market.decide(bought.get(9), "APPROVED");
    for (Purchase one : bought.subList(10, 12)) {
      JsonObject unusedEntry = market.decide(one, "DECLINED", "Too many loans.");
    }
    long unusedLoans = lendTogether(ofBank.subList(3, 4));
    List<RefusedException> refused = refuseSmallShares(bought.get(1));
    JsonObject unusedOfThree =
        market.lend(
            bought.get(1), "LOAN", Map.of(SECOND_BANK, 4_000, BANK, 3_000, PLATFORM, 3_000));
    boards().awaitCounted(market.lend(bought.get(2), "LOAN", Map.of()).getInteger("index"));

    HonestEntries log = suite.honestEntries();
    assertRefusalsAreLogged(log, people.get(0), refused);
    assertThat(log.all("decision.reported", naming("bureau", BUREAU))).hasSize(12);
    boards().assertCost(log, market.product(BUREAU), 10);
    boards().assertLoans(log);
    assertThat(boards().pairs())
        .as("twelve of the bank, in tens; the one of three parties is in none")
        .containsExactly(BANK + " " + PLATFORM + " 10");
    boards().assertServed(log, BUREAU);
    boards().assertTooFew(log, OTHER_BUREAU);
    boards().assertChannels(log);
    for (String each : List.of("loan-costs", "channels", "bureaus")) {
      assertThat(boards().board(each).toString()).doesNotContain(LENDERS).doesNotContain("sub_");
    }
  }

  /**
   * Loan, line and guarantee by each report, of the bank and the platform; the last one's place.
   */
  private long lendTogether(List<Purchase> reports) throws Exception {
    long last = -1;
    for (Purchase report : reports) {
      for (String kind : List.of("LOAN", "LINE", "GUARANTEE")) {
        JsonObject opened = market.lend(report, kind, Map.of(BANK, 7_000, PLATFORM, 3_000));
        last = opened.getInteger("index");
      }
    }
    return last;
  }

  /** A platform that bears too little, by itself and beside another bank that bears enough. */
  private List<RefusedException> refuseSmallShares(Purchase report) {
    return List.of(
        refused(() -> market.lend(report, "LOAN", Map.of(SECOND_BANK, 7_001, PLATFORM, 2_999))),
        refused(
            () ->
                market.lend(
                    report, "LOAN", Map.of(SECOND_BANK, 5_000, BANK, 4_900, PLATFORM, 100))));
  }

  private static void assertRefusalsAreLogged(
      HonestEntries log, Shopper person, List<RefusedException> refused) {
    for (RefusedException each : refused) {
      assertThat(each.code()).isEqualTo("CO_LENDING_SHARE_TOO_LOW");
      assertThat(each.ruleId()).contains("R67");
      LoggedEvent denied = log.entry(each.auditEventId().orElseThrow());
      assertThat(denied.subject()).contains(person.subject());
      assertThat(denied.data().getString("caller")).isEqualTo(SECOND_BANK);
      assertThat(texts(denied.data().getArray("ruleIds"))).containsExactly("R67");
    }
  }

  private PublicBoards boards() {
    return new PublicBoards(suite);
  }

  private static JsonNode tree(JsonObject object) throws Exception {
    return JSON.readTree(CanonicalJson.messageBytes(object));
  }

  private static List<String> texts(JsonArray array) {
    return array.items().stream().map(each -> ((JsonString) each).value()).toList();
  }

  private static RefusedException refused(ThrowingCallable deed) {
    return Optional.ofNullable(catchThrowableOfType(RefusedException.class, deed))
        .orElseThrow(() -> new AssertionError("nothing was refused"));
  }
}
