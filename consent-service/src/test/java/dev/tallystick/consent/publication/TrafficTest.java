package dev.tallystick.consent.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.World;
import dev.tallystick.consent.publication.TrafficJson.AttemptJson;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The board of direct sales that were refused: for everybody, by party, about nobody. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class TrafficTest {
  private static final String BUYER = "bank-of-the-board";

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject LiveState live;
  @Inject TrafficPage page;
  @Inject DirectSaleProjection attempts;

  private World world;
  private final List<String> persons = new ArrayList<>();

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private void refuse(String to, String rule, Optional<Integer> repeats) {
    refuse(world.ride.id(), to, rule, repeats);
  }

  private void refuse(String caller, String to, String rule, Optional<Integer> repeats) {
    String person = World.person();
    persons.add(person);
    JsonObject.Builder data =
        JsonObject.builder()
            .put("step", "RELEASE")
            .put("caller", caller)
            .put("from", world.ride.id())
            .put("to", to)
            .put("code", rule.equals("R01") ? "DIRECT_PROVISION_PROHIBITED" : "PARTNER_NOT_LISTED")
            .put("ruleIds", JsonArray.ofStrings(List.of("SYNTAX", rule)));
    repeats.ifPresent(count -> data.put("repeats", count));
    ScriptedEvent entry =
        world.append(
            "consent-service", "data.denied", Optional.of(person), data.build(), Optional.empty());
    assertThat(live.awaitIndex(entry.index(), Duration.ofSeconds(60))).isTrue();
  }

  /** Not from the answer, which is kept for a minute. */
  private Optional<AttemptJson> told(String to) {
    return page.now().directSales().stream().filter(one -> one.to().equals(to)).findFirst();
  }

  @Test
  void attempts_areToldByParty_inTensAndNotBelow() {
    for (int i = 0; i < 9; i++) {
      refuse(BUYER, "R01", Optional.empty());
    }
    AttemptJson few = told(BUYER).orElseThrow();
    assertThat(few.attempts()).as("after nine").isNull();
    assertThat(few.fromName()).isEqualTo("Ride-West Ltd");

    refuse(BUYER, "R01", Optional.empty());
    AttemptJson ten = told(BUYER).orElseThrow();
    assertThat(ten.attempts()).isEqualTo(10);
    // Who asks before and after an attempt does not learn that it was made.
    refuse(BUYER, "R01", Optional.empty());
    assertThat(told(BUYER)).contains(ten);
    refuse(BUYER, "R01", Optional.of(9));
    assertThat(told(BUYER).orElseThrow().attempts()).as("repeats count").isEqualTo(20);

    attempts.restored(live.current(), attempts.kept());
    assertThat(told(BUYER).orElseThrow().attempts()).as("after a restart").isEqualTo(20);
    String everything = page.now().toString();
    persons.forEach(person -> assertThat(everything).doesNotContain(person));
  }

  @Test
  void refusals_byOtherRulesAreNotOnTheBoard() {
    refuse("bank-of-other-rules", "R07", Optional.empty());

    assertThat(told("bank-of-other-rules")).isEmpty();
  }

  /** Whoever asks for data directly names the platforms, and could put any of them on the board. */
  @Test
  void platformThatWasAsked_isNotOnTheBoard() {
    String lender = "bank-that-asks";
    refuse(lender, lender, "R01", Optional.empty());
    refuse(lender, lender, "R01", Optional.of(50));
    assertThat(told(lender)).isEmpty();

    refuse(lender, "R01", Optional.empty());
    assertThat(told(lender).orElseThrow().attempts()).as("its own attempt alone").isNull();
  }

  @Test
  void strangers_readItWithoutAToken_andMayKeepItForAMinute() {
    Response answer = given().get("/v1/traffic");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
    assertThat(answer.asString()).contains("flows", "directSales").doesNotContain("sub_");
  }
}
