package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.CONSENT_SERVICE;
import static dev.tallystick.audit.LogApi.appendBatch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestReleases.Sold;
import dev.tallystick.audit.board.FollowBoards;
import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The boards tell everybody what the log has, and name no person. */
@QuarkusTest
@TestProfile(BoardTest.OwnLog.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class BoardTest {
  /** The figures are of all that the log has. */
  public static final class OwnLog implements QuarkusTestProfile {}

  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject FollowBoards follow;

  private TestExchange exchange;
  private String product;
  private List<String> lenders;
  private final List<byte[]> sales = new ArrayList<>();
  private final List<byte[]> decisions = new ArrayList<>();

  @BeforeEach
  void register() {
    exchange = new TestExchange();
    product = exchange.releases.id("prd");
    lenders = List.of(exchange.lender, exchange.bureau + "-b1", exchange.bureau + "-b2");
  }

  private static void append(String token, List<byte[]> requests) {
    Response response = appendBatch(token, requests);
    assertThat(response.asString().lines())
        .hasSize(requests.size())
        .allMatch(line -> line.startsWith("{\"eventId\""));
  }

  /** A report is sold to each lender in turn; of the first some are approved. */
  private void sell(int reports, int approved) {
    List<byte[]> supplies = new ArrayList<>();
    for (int i = 0; i < reports; i++) {
      String person = TestEvents.subject();
      String lender = lenders.get(i % lenders.size());
      Event supply = exchange.releases.release1(person, exchange.platform, exchange.bureau).build();
      supplies.add(supply.toRequestJson());
      Event sale =
          exchange
              .releases
              .sale(new Sold(product, 100), person, exchange.bureau, lender, supply.id())
              .build();
      sales.add(sale.toRequestJson());
      if (i < approved) {
        decisions.add(
            event(
                "decision.reported",
                "bureau-service",
                person,
                JsonObject.builder()
                    .put("report", exchange.releases.id("dcn"))
                    .put("inquiry", sale.data().getString("inquiry"))
                    .put("lender", lender)
                    .put("bureau", exchange.bureau)
                    .put("outcome", "APPROVED")
                    .put("releases", JsonArray.ofStrings(List.of(sale.id().toString())))
                    .build()));
      }
    }
    append(LogApi.service("data-vault"), supplies);
    append(LogApi.service("bureau-service"), sales);
    append(LogApi.service("bureau-service"), decisions);
  }

  private byte[] event(String name, String source, String person, JsonObject data) {
    long now = exchange.clock.millis();
    Body body = new Body(EventId.draw(now, RANDOM), source, now, Optional.of(person), data);
    try {
      return Event.of(
              Seed.draw(RANDOM),
              Event.stubFor(EventTypes.get(name), body, Map.of(), List.of()),
              body,
              Optional.empty())
          .toRequestJson();
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] refusal(String step, String from, String to, String code, String rule) {
    return event(
        "data.denied",
        "consent-service",
        TestEvents.subject(),
        JsonObject.builder()
            .put("step", step)
            .put("caller", from)
            .put("from", from)
            .put("to", to)
            .put("code", code)
            .put("ruleIds", JsonArray.ofStrings(List.of(rule)))
            .build());
  }

  private byte[] direct(String lender) {
    return exchange
        .releases
        .direct(TestEvents.subject(), exchange.platform, lender)
        .build()
        .toRequestJson();
  }

  /** 14 loans, 10 of one lender with the platform, one of another; three of a lender alone. */
  private List<byte[]> loans() {
    List<byte[]> loans = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      String lender = lenders.get(i < 10 ? 0 : i == 10 ? 1 : 2);
      JsonObject data =
          JsonObject.builder()
              .put("loan", exchange.releases.id("loan"))
              .put("kind", "LOAN")
              .put("lender", lender)
              .put("bureau", exchange.bureau)
              .put("consent", exchange.releases.id("con"))
              .put("openedOn", "2026-12-03")
              .build();
      JsonArray shares =
          JsonArray.of(
              Stream.of(share(lender, 7_000), share(exchange.platform, 3_000))
                  .sorted(Comparator.comparing(share -> share.getString("party")))
                  .toList());
      loans.add(
          event(
              "loan.opened",
              "bureau-service",
              TestEvents.subject(),
              i > 10 ? data : data.with(JsonObject.builder().put("shares", shares).build())));
    }
    return loans;
  }

  private static JsonObject share(String party, long basisPoints) {
    return JsonObject.builder().put("party", party).put("basisPoints", basisPoints).build();
  }

  private static Response get(String board) {
    Response answer = given().get("/v1/boards/" + board);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
    return answer;
  }

  /**
   * 30 reports at 100, 12 approved: 250 each. 10 went past the bureau and 11 were refused that; 2
   * inquiries found no sources: of 32 that is 62 of a thousand.
   */
  @Test
  void boards_tellEverybodyWhatTheLogHas() {
    List<byte[]> parties = new ArrayList<>();
    lenders.subList(1, 3).forEach(one -> parties.add(exchange.parties.registered(one, "LENDER")));
    append(CONSENT_SERVICE, parties);
    sell(30, 12);
    List<byte[]> refused = new ArrayList<>();
    List<byte[]> handedOver = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      refused.add(
          refusal(
              "RELEASE", exchange.platform, lenders.get(0), "DIRECT_PROVISION_PROHIBITED", "R01"));
    }
    for (int i = 0; i < 10; i++) {
      handedOver.add(direct(lenders.get(i % 3)));
    }
    for (int i = 0; i < 2; i++) {
      refused.add(
          refusal("RELEASE_2", exchange.bureau, lenders.get(i), "INSUFFICIENT_SOURCES", "SOURCE"));
    }
    append(CONSENT_SERVICE, refused);
    append(LogApi.service("data-vault"), handedOver);
    append(LogApi.service("bureau-service"), loans());
    follow.look();

    JsonPath joint = get("joint-loans").jsonPath();
    assertThat(joint.getMap("months[0]"))
        .containsEntry("opened", 10)
        .containsEntry("joint", 10)
        .containsEntry("jointPerMille", 785)
        .doesNotContainKey("growthPerMille");
    assertThat(joint.getList("pairs")).hasSize(1);
    assertThat(joint.getMap("pairs[0]"))
        .containsEntry("lender", lenders.get(0))
        .containsEntry("partner", exchange.platform)
        .containsEntry("loans", 10);

    JsonPath costs = get("loan-costs").jsonPath();
    assertThat(costs.getList("costs")).hasSize(2);
    assertThat(costs.getMap("costs[0]"))
        .containsEntry("currency", "CNY")
        .containsEntry("approvals", 10)
        .containsEntry("perApproval", 250)
        .doesNotContainKey("product");
    assertThat(costs.getMap("costs[1]"))
        .containsEntry("bureau", exchange.bureau)
        .containsEntry("product", product)
        .containsEntry("perApproval", 250);
    assertThat(get("channels").jsonPath().getMap("months[0]"))
        .containsEntry("throughBureaus", 30)
        .containsEntry("direct", 10)
        .containsEntry("directRefused", 10)
        .containsEntry("bureausPerMille", 750)
        .containsEntry("fees", List.of(Map.of("currency", "CNY", "amount", 3_000)));
    assertThat(get("bureaus").jsonPath().getMap("bureaus[0]"))
        .containsEntry("bureau", exchange.bureau)
        .containsEntry("sold", 30)
        .containsEntry("failedPerMille", 62)
        .containsEntry("quietDays", 0)
        .containsKeys("medianMillis", "p95Millis");

    follow.look();
    assertThat(get("channels").jsonPath().getMap("months[0]"))
        .as("nothing is counted twice")
        .containsEntry("throughBureaus", 30);
    for (String board : List.of("loan-costs", "channels", "bureaus")) {
      assertThat(get(board).asString()).doesNotContain(lenders).doesNotContain("sub_");
    }
    assertThat(get("joint-loans").asString())
        .doesNotContain(lenders.subList(1, 3))
        .doesNotContain("sub_");
  }
}
