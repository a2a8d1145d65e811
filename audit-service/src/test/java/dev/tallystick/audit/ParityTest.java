package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.CONSENT_SERVICE;
import static dev.tallystick.audit.LogApi.appendBatch;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.citizen;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestReleases.Sold;
import dev.tallystick.audit.parity.FollowParity;
import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bureau's owners are held beside the rest, and nobody learns a rival's figures. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ParityTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String REGULATOR = party("regulator", "the-authority");

  @Inject FollowParity parity;

  private TestExchange exchange;
  private String bureau;
  private String holder;
  private String owned;
  private String product;
  private List<String> rivals;

  @BeforeEach
  void own() {
    exchange = new TestExchange();
    bureau = exchange.bureau;
    holder = exchange.platform;
    owned = exchange.lender;
    product = exchange.releases.id("prd");
    rivals = List.of(bureau + "-b1", bureau + "-b2", bureau + "-b3");
    List<byte[]> requests =
        new ArrayList<>(List.of(share(holder, bureau, 2_500), share(holder, owned, 5_100)));
    rivals.forEach(rival -> requests.add(exchange.parties.registered(rival, "LENDER")));
    append(CONSENT_SERVICE, requests);
  }

  private static void append(String token, List<byte[]> requests) {
    Response response = appendBatch(token, requests);
    assertThat(response.asString().lines())
        .hasSize(requests.size())
        .allMatch(line -> line.startsWith("{\"eventId\""));
  }

  private byte[] share(String who, String whom, int basisPoints) {
    return event(
        "ownership.recorded",
        Optional.empty(),
        JsonObject.builder()
            .put("holder", who)
            .put("held", whom)
            .put("basisPoints", basisPoints)
            .put("since", "2026-01-01")
            .build());
  }

  private byte[] denial(String lender) {
    return event(
        "data.denied",
        Optional.of(TestEvents.subject()),
        JsonObject.builder()
            .put("step", "RELEASE_2")
            .put("caller", lender)
            .put("from", bureau)
            .put("to", lender)
            .put("code", "USER_REVIEW_EXPIRED")
            .put("ruleIds", JsonArray.ofStrings(List.of("R54")))
            .build());
  }

  private byte[] event(String name, Optional<String> subject, JsonObject data) {
    EventType type = EventTypes.get(name);
    long now = exchange.clock.millis();
    Body body = new Body(EventId.draw(now, RANDOM), "consent-service", now, subject, data);
    try {
      return Event.of(
              Seed.draw(RANDOM),
              Event.stubFor(type, body, Map.of(), List.of()),
              body,
              Optional.empty())
          .toRequestJson();
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }

  private void sell(int times, long amount, List<String> lenders) {
    List<byte[]> supplies = new ArrayList<>();
    List<byte[]> sales = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      String person = TestEvents.subject();
      Event supply = exchange.releases.release1(person, holder, bureau).build();
      supplies.add(supply.toRequestJson());
      sales.add(
          exchange
              .releases
              .sale(
                  new Sold(product, amount),
                  person,
                  bureau,
                  lenders.get(i % lenders.size()),
                  supply.id())
              .build()
              .toRequestJson());
    }
    append(LogApi.service("data-vault"), supplies);
    append(LogApi.service("bureau-service"), sales);
  }

  private Response read(String token) {
    parity.look();
    return given().auth().oauth2(token).get("/v1/parity?month=" + YearMonth.now(ZoneOffset.UTC));
  }

  private Map<String, Object> row(String token, String side) {
    Response answer = read(token);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer
        .jsonPath()
        .getMap("rows.find { it.bureau == '%s' && it.side == '%s' }".formatted(bureau, side));
  }

  @Test
  void holdersGroup_standsBesideTheRest() {
    sell(10, 80, List.of(owned));
    sell(12, 100, rivals);
    append(CONSENT_SERVICE, rivals.stream().map(this::denial).toList());
    append(CONSENT_SERVICE, List.of(denial(rivals.get(0))));

    Map<String, Object> row = row(REGULATOR, "LENDER");

    assertThat(row)
        .containsEntry("holder", holder)
        .containsEntry("basisPoints", 2_500)
        .containsEntry(
            "prices",
            List.of(
                Map.of(
                    "product",
                    product,
                    "line",
                    "score-small",
                    "currency",
                    "CNY",
                    "group",
                    80,
                    "rest",
                    100)));
    assertThat(figures(row, "group"))
        .containsEntry("cases", 10)
        .containsEntry("refusedPerMille", 0)
        .containsKey("medianMillis");
    assertThat(figures(row, "rest"))
        .containsEntry("cases", 16)
        .containsEntry("refusedPerMille", 250)
        .containsKey("medianMillis");
    assertThat(
            read(REGULATOR)
                .jsonPath()
                .<String, Object>getMap(
                    "bureaus.find { it.bureau == '%s' }.figures".formatted(bureau)))
        .as("all lenders together: 4 of 26 refused")
        .containsEntry("cases", 26)
        .containsEntry("refusedPerMille", 153)
        .containsKey("medianMillis");
    assertThat(row(REGULATOR, "LENDER")).as("nothing is counted twice").isEqualTo(row);
    assertThat(row(REGULATOR, "PLATFORM")).as("no other platform supplies").isNotNull();
    assertThat(figures(row(REGULATOR, "PLATFORM"), "rest")).containsExactly(Map.entry("cases", 0));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> figures(Map<String, Object> row, String whose) {
    return (Map<String, Object>) Objects.requireNonNull(row.get(whose));
  }

  @Test
  void holder_learnsNoVolumes_andNoNamesOfRivals() {
    sell(10, 80, List.of(owned));
    sell(12, 100, rivals);

    for (String token :
        List.of(party("platform", holder), party("lender", owned), party("bureau", bureau))) {
      assertThat(figures(row(token, "LENDER"), "rest"))
          .containsKey("medianMillis")
          .doesNotContainKey("cases");
      assertThat(read(token).asString()).doesNotContain(rivals).doesNotContain("sub_");
    }
    assertThat(figures(row(auditor(bureau), "LENDER"), "rest")).doesNotContainKey("cases");
    assertThat(figures(row(auditor("*"), "LENDER"), "rest")).containsKey("cases");
  }

  @Test
  void smallNumbers_areLeftOut() {
    sell(10, 80, List.of(owned));
    sell(9, 100, rivals);
    assertThat(row(REGULATOR, "LENDER")).doesNotContainKey("prices");
    assertThat(figures(row(REGULATOR, "LENDER"), "group")).doesNotContainKey("medianMillis");

    sell(1, 100, rivals);
    assertThat(row(REGULATOR, "LENDER")).containsKey("prices");
  }

  @Test
  void restOfOneRival_isLeftOut() {
    sell(10, 80, List.of(owned));
    sell(12, 100, rivals.subList(0, 2));

    assertThat(row(REGULATOR, "LENDER")).doesNotContainKey("prices");
    assertThat(figures(row(REGULATOR, "LENDER"), "rest"))
        .doesNotContainKey("medianMillis")
        .doesNotContainKey("refusedPerMille");
  }

  @Test
  void readers_areMembersOfTheMarket() {
    assertThat(read(citizen(TestEvents.subject())).statusCode()).isEqualTo(403);
    assertThat(given().get("/v1/parity").statusCode()).isEqualTo(401);
    assertThat(given().auth().oauth2(REGULATOR).get("/v1/parity?month=2026-13").statusCode())
        .isEqualTo(422);
    assertThat(given().auth().oauth2(REGULATOR).get("/v1/parity").statusCode()).isEqualTo(200);
  }
}
