package dev.tallystick.consent.obligation;

import static dev.tallystick.consent.World.created;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.World;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ObligationResourceTest {
  private static final byte[] NONCE = new byte[32];

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;

  @Inject MissedObligationsJob missed;
  @Inject ObligationProjection obligations;
  @Inject PackInForce pack;
  @Inject LiveState live;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private String set(LocalDate dueOn, Organisation... parties) {
    List<String> ids = java.util.Arrays.stream(parties).map(Organisation::id).toList();
    JsonObject request =
        JsonObject.builder()
            .put("title", "Everything goes through a licensed bureau")
            .put("rule", "R01")
            .put("parties", JsonArray.ofStrings(ids))
            .put("dueOn", dueOn.toString())
            .build();
    return created(Api.post(world.authority.token(), "/v1/obligations", request))
        .path("obligation");
  }

  private static JsonObject commitment(String status) {
    String hash = Hash.sha256(NONCE, new byte[1], status.getBytes(StandardCharsets.US_ASCII)).hex();
    return JsonObject.builder().put("status", "COMMITTED").put("commitment", hash).build();
  }

  private static JsonObject opening(String status) {
    return JsonObject.builder()
        .put("status", status)
        .put("nonce", Base64.getUrlEncoder().withoutPadding().encodeToString(NONCE))
        .build();
  }

  private static JsonObject open(String status) {
    return JsonObject.builder().put("status", status).build();
  }

  private Response report(Organisation party, String id, JsonObject report) {
    return Api.post(party.token(), "/v1/obligations/" + id + "/reports", report);
  }

  private static String code(Response response) {
    return response.path("code");
  }

  private static JsonPath scoreboard() {
    return given().get("/v1/scoreboard").then().statusCode(200).extract().jsonPath();
  }

  private static String status(String id, Organisation party) {
    return scoreboard()
        .param("id", id)
        .param("party", party.id())
        .get("obligations.find { it.id == id }.parties.find { it.party == party }.status");
  }

  @Test
  void commitments_areOpenedTogether() {
    String id = set(pack.today().plusDays(30), world.mall, world.ride);
    created(report(world.mall, id, commitment("DONE")));
    assertThat(status(id, world.mall)).isEqualTo("COMMITTED");
    assertThat(status(id, world.ride)).isEqualTo("SILENT");
    assertThat(code(report(world.mall, id, opening("DONE")))).isEqualTo("REVEAL_TOO_EARLY");
    assertThat(code(report(world.mall, id, commitment("PARTLY")))).isEqualTo("COMMITMENT_STANDS");

    created(report(world.ride, id, commitment("NOT_STARTED")));
    assertThat(code(report(world.mall, id, opening("PARTLY")))).isEqualTo("COMMITMENT_MISMATCH");
    assertThat(code(report(world.mall, id, open("DONE")))).isEqualTo("COMMITMENT_MISMATCH");
    created(report(world.mall, id, opening("DONE")));
    created(report(world.ride, id, opening("NOT_STARTED")));

    assertThat(status(id, world.mall)).isEqualTo("DONE");
    assertThat(status(id, world.ride)).isEqualTo("NOT_STARTED");
    assertThat(scoreboard().param("id", id).<Integer>get("obligations.find { it.id == id }.done"))
        .isEqualTo(1);
  }

  @Test
  void report_isOfAPartyThatTheObligationBinds() {
    String id = set(pack.today(), world.mall);

    assertThat(code(report(world.ride, id, open("DONE")))).isEqualTo("OBLIGATION_UNKNOWN");
    assertThat(code(report(world.mall, World.id("obl"), open("DONE"))))
        .isEqualTo("OBLIGATION_UNKNOWN");
    assertThat(code(report(world.mall, id, opening("DONE")))).isEqualTo("COMMITMENT_MISMATCH");
    created(report(world.mall, id, open("PARTLY")));
    created(report(world.mall, id, open("DONE")));
  }

  @Test
  void dayThatPassed_isSaidOnceOfThoseWhoAreNotDone() {
    String id = set(pack.today(), world.mall, world.ride);
    created(report(world.mall, id, open("DONE")));

    missed.reportMissedObligations(pack.today());
    assertThat(missed(id)).as("the day itself is in time").isEmpty();
    missed.reportMissedObligations(pack.today().plusDays(1));
    State unused = live.fresh(Duration.ofSeconds(10));
    missed.reportMissedObligations(pack.today().plusDays(1));

    assertThat(missed(id)).hasSize(1);
    assertThat(missed(id).get(0).event().data().getString("party")).isEqualTo(world.ride.id());
    assertThat(obligations.find(id).orElseThrow().of(world.ride.id()).missed()).isTrue();
  }

  private List<ScriptedEvent> missed(String id) {
    return log.entries("obligation.missed").stream()
        .filter(e -> e.event().data().findString("obligation").equals(Optional.of(id)))
        .toList();
  }

  @Test
  void duties_areAPartysOwnUntilTheyAreDone() {
    String id = set(pack.today().minusDays(1), world.mall, world.ride);

    assertThat(duties(world.mall, "")).contains(id);
    assertThat(duties(world.bank, "")).doesNotContain(id);
    assertThat(duties(world.authority, "?overdue=true&party=" + world.ride.id())).contains(id);
    created(report(world.mall, id, open("DONE")));
    assertThat(duties(world.mall, "")).doesNotContain(id);
    assertThat(duties(world.ride, "?overdue=true")).contains(id);
  }

  private static List<String> duties(Organisation who, String query) {
    return Api.get(who.token(), "/v1/duties" + query).path("duties.about");
  }

  @Test
  void book_isTheSameAfterASnapshot() {
    String id = set(pack.today().plusDays(9), world.mall, world.ride);
    created(report(world.ride, id, commitment("PARTLY")));
    ObligationProjection other = new ObligationProjection();

    other.restored(State.EMPTY, obligations.kept());

    assertThat(other.all()).isEqualTo(obligations.all());
  }
}
