package dev.tallystick.consent.obligation;

import static dev.tallystick.consent.World.created;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.World;
import dev.tallystick.consent.duty.DutySweep;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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

  @Inject MissedObligations missed;
  @Inject DutySweep sweep;
  @Inject ObligationProjection obligations;
  @Inject PackInForce pack;
  @Inject LiveState live;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private String set(LocalDate dueOn, Organisation... parties) {
    return set(dueOn, Optional.empty(), Optional.empty(), parties);
  }

  private String set(
      LocalDate dueOn,
      Optional<Instant> opensAt,
      Optional<String> measure,
      Organisation... parties) {
    List<String> ids = java.util.Arrays.stream(parties).map(Organisation::id).toList();
    JsonObject request =
        JsonObject.builder()
            .put("title", "Everything goes through a licensed bureau")
            .put("rule", "R01")
            .put("parties", JsonArray.ofStrings(ids))
            .put("dueOn", dueOn.toString())
            .putIfPresent("opensAt", opensAt.map(at -> Timestamps.format(at.toEpochMilli())))
            .putIfPresent("measure", measure)
            .build();
    return created(Api.post(world.authority.token(), "/v1/obligations", request))
        .path("obligation");
  }

  private static String nonce() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(NONCE);
  }

  private static JsonObject commitment(String id, Organisation party, String status) {
    return JsonObject.builder()
        .put("status", "COMMITTED")
        .put("commitment", Commitment.of(id, party.id(), status, nonce()))
        .build();
  }

  private static JsonObject opening(String status) {
    return JsonObject.builder().put("status", status).put("nonce", nonce()).build();
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
  void commitments_areOpenedAtOneInstant_andAnybodyCanCheckThem() throws Exception {
    Instant opensAt = Instant.now().plusSeconds(6);
    String id = set(pack.today(), Optional.of(opensAt), Optional.empty(), world.mall, world.ride);
    assertThat(code(report(world.mall, id, commitment(id, world.ride, "DONE"))))
        .as("a hash says nothing of itself")
        .isNull();
    created(report(world.ride, id, commitment(id, world.ride, "NOT_STARTED")));
    assertThat(status(id, world.ride)).isEqualTo("COMMITTED");

    assertThat(code(report(world.ride, id, opening("NOT_STARTED"))))
        .as("although all have answered")
        .isEqualTo("REVEAL_TOO_EARLY");
    assertThat(code(report(world.ride, id, commitment(id, world.ride, "PARTLY"))))
        .isEqualTo("COMMITMENT_STANDS");
    assertThat(code(report(world.ride, id, open("DONE")))).isEqualTo("COMMITMENT_MISMATCH");
    await()
        .atMost(60, SECONDS)
        .pollInterval(200, MILLISECONDS)
        .until(() -> report(world.ride, id, opening("NOT_STARTED")).statusCode() == 201);

    assertThat(code(report(world.mall, id, opening("DONE"))))
        .as("another's commitment, copied")
        .isEqualTo("COMMITMENT_MISMATCH");
    JsonPath board = scoreboard().setRootPath("obligations.find { it.id == '" + id + "' }");
    String ride = "parties.find { it.party == '" + world.ride.id() + "' }.";
    assertThat(board.getString(ride + "status")).isEqualTo("NOT_STARTED");
    assertThat(Commitment.of(id, world.ride.id(), "NOT_STARTED", board.getString(ride + "nonce")))
        .as("recomputed from what everybody sees")
        .isEqualTo(board.getString(ride + "commitment"));
    assertThat(Instant.parse(board.getString(ride + "committed.recordedAt"))).isBefore(opensAt);
    assertThat(board.getLong("done")).isZero();
    Response receipt =
        given().get("/v1/scoreboard/receipts/" + board.getString(ride + "committed.eventId"));
    assertThat(receipt.statusCode()).as(receipt.asString()).isEqualTo(200);
    assertThat(receipt.jsonPath().getString("opening.body.value.data.commitment"))
        .isEqualTo(board.getString(ride + "commitment"));
    assertThat(
            given()
                .get("/v1/scoreboard/receipts/" + log.entries("consent.given").size() + "x")
                .statusCode())
        .isEqualTo(422);
    assertThat(given().get("/v1/scoreboard/receipts/" + World.id("x").substring(2)).statusCode())
        .isEqualTo(404);
  }

  /** Whoever waits for the others' word commits too late, and what is not opened is not done. */
  @Test
  void entriesOutOfTime_countForNothing() {
    Instant opensAt = Instant.parse("2026-03-01T00:00:00Z");
    ObligationProjection board = new ObligationProjection(Clock.systemUTC());
    String id = World.id("obl");
    take(board, 1, opensAt.minusSeconds(60), "obligation.set", setData(id, opensAt));
    take(board, 2, opensAt.minusSeconds(1), "obligation.reported", said(id, world.mall, "DONE"));
    take(board, 3, opensAt, "obligation.reported", said(id, world.ride, "DONE"));
    Obligation before = board.find(id).orElseThrow();
    assertThat(before.of(world.mall.id()).status()).isEqualTo(ObligationStatus.COMMITTED);
    assertThat(before.of(world.ride.id()).status())
        .as("too late")
        .isEqualTo(ObligationStatus.SILENT);

    JsonObject opened = opened(id, world.mall);
    take(board, 4, opensAt.minusMillis(1), "obligation.reported", opened);
    take(board, 5, opensAt.plus(Obligation.WINDOW), "obligation.reported", opened);
    Obligation late = board.find(id).orElseThrow();
    assertThat(late.statusAt(world.mall.id(), late.closesAt().minusMillis(1)))
        .isEqualTo(ObligationStatus.COMMITTED);
    assertThat(late.statusAt(world.mall.id(), late.closesAt()))
        .isEqualTo(ObligationStatus.NOT_OPENED);
    take(board, 6, opensAt.plusSeconds(599), "obligation.reported", opened);
    assertThat(board.find(id).orElseThrow().statusAt(world.mall.id(), late.closesAt()))
        .isEqualTo(ObligationStatus.DONE);
  }

  private JsonObject setData(String id, Instant opensAt) {
    return JsonObject.builder()
        .put("obligation", id)
        .put("title", "t")
        .put("parties", JsonArray.ofStrings(List.of(world.mall.id(), world.ride.id())))
        .put("dueOn", "2026-02-28")
        .put("opensAt", Timestamps.format(opensAt.toEpochMilli()))
        .put("by", world.authority.id())
        .build();
  }

  private static JsonObject said(String id, Organisation party, String status) {
    JsonObject.Builder data = JsonObject.builder().put("obligation", id).put("party", party.id());
    commitment(id, party, status).forEach(data::put);
    return data.build();
  }

  private static JsonObject opened(String id, Organisation party) {
    JsonObject.Builder data = JsonObject.builder().put("obligation", id).put("party", party.id());
    opening("DONE").forEach(data::put);
    return data.build();
  }

  private void take(
      ObligationProjection board, long index, Instant at, String type, JsonObject data) {
    try {
      Event event =
          new EventFactory(Clock.systemUTC(), new SecureRandom(), "consent-service")
              .create(type, Optional.empty(), data, Optional.empty(), Map.of(), List.of());
      board.taken(
          LoggedEvent.of(
              index, at.toEpochMilli(), event.stub(), Optional.of(event.body().toJson())),
          State.EMPTY);
    } catch (InvalidEventException e) {
      throw new AssertionError(e.field() + " " + e.rule(), e);
    }
  }

  @Test
  void whatTheLogShows_isNotForThePartyToSay() {
    String id =
        set(
            pack.today().plusDays(3),
            Optional.empty(),
            Optional.of("LICENCE"),
            world.bureau,
            world.mall);

    assertThat(status(id, world.bureau)).isEqualTo("DONE");
    assertThat(status(id, world.mall)).isEqualTo("NOT_STARTED");
    assertThat(code(report(world.mall, id, open("DONE")))).isEqualTo("STATUS_DERIVED");
    assertThat(duties(world.mall, "")).contains(id);
    assertThat(duties(world.bureau, "")).doesNotContain(id);
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

    Instant midnight = pack.today().plusDays(1).atStartOfDay(pack.zone()).toInstant();
    sweep.sweep(missed, midnight.minusMillis(1));
    sweep.sweep(missed, midnight.plusSeconds(599));
    assertThat(missed(id)).as("until commitments are opened it is in time").isEmpty();
    sweep.sweep(missed, midnight.plusSeconds(600));
    State unused = live.fresh(Duration.ofSeconds(10));
    sweep.sweep(missed, midnight.plusSeconds(600));

    assertThat(missed(id)).hasSize(1);
    assertThat(missed(id).get(0).event().data().getString("party")).isEqualTo(world.ride.id());
    assertThat(obligations.find(id).orElseThrow().of(world.ride.id()).missed()).isTrue();
  }

  /** That one party has missed it cannot be stored: of the others it is said. */
  @Test
  void missThatFails_holdsUpNoOther() throws Exception {
    Instant over = pack.today().atStartOfDay(pack.zone()).toInstant().plusSeconds(600);
    String id = set(pack.today().minusDays(1), world.mall, world.ride);
    for (Organisation failing : List.of(world.mall, world.ride)) {
      String later = set(pack.today().minusDays(1), world.mall, world.ride);
      RefusedWrites.during(
          "obligation_miss",
          "new.obligation in ('%s', '%s') and new.party = '%s'".formatted(id, later, failing.id()),
          () -> {
            sweep.sweep(missed, over);

            assertThat(RefusedWrites.count()).isPositive();
            assertThat(missed(later))
                .extracting(entry -> entry.event().data().getString("party"))
                .hasSize(1)
                .doesNotContain(failing.id());
          });
      State unused = live.fresh(Duration.ofSeconds(10));
      sweep.sweep(missed, over);
      assertThat(missed(later)).hasSize(2);
    }
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
    created(report(world.ride, id, commitment(id, world.ride, "PARTLY")));
    ObligationProjection other = new ObligationProjection(Clock.systemUTC());

    other.restored(State.EMPTY, obligations.kept());

    assertThat(other.all()).isEqualTo(obligations.all());
  }
}
