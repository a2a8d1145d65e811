package dev.tallystick.consent.auditing;

import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.duty.DutySweep;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.State;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Audits have due dates, are counted, and their auditors rotate (R56). */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class AuditResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;

  @Inject MissedAudits missed;
  @Inject AuditClocks clocks;
  @Inject PeopleOfParties people;
  @Inject DutySweep sweep;
  @Inject AuditProjection audits;
  @Inject LiveState live;
  @Inject PackInForce pack;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  /** A bureau that nobody else's test speaks of. */
  private Organisation bureau(String id) {
    Organisation bureau = Organisation.draw(id, "BUREAU", id + " Ltd");
    world.register(bureau);
    return bureau;
  }

  private Response report(Organisation by, int run, String auditor) {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(100);
    return report(by, run, auditor, day.plusDays(2L * run), day.plusDays(2L * run + 1));
  }

  private static Response report(
      Organisation by, int run, String auditor, LocalDate from, LocalDate until) {
    return Api.post(
        by.token(),
        "/v1/audits",
        JsonObject.builder()
            .put("auditor", auditor)
            .put("run", run)
            .put("from", from.toString())
            .put("until", until.toString())
            .put("reportDigest", "ab".repeat(32))
            .build());
  }

  private List<ScriptedEvent> logged(String type, Organisation party) {
    return log.entries(type).stream()
        .filter(
            entry ->
                entry.event().data().findString("party").filter(party.id()::equals).isPresent())
        .toList();
  }

  private List<String> duties(Organisation who) {
    return Api.get(world.authority.token(), "/v1/duties?party=" + who.id())
        .jsonPath()
        .getList("duties.findAll { it.kind == 'AUDIT' }.dueOn");
  }

  @Test
  void r56_thirdRunInARowByOneAuditorIsRefused_andTheRefusalIsInTheLog() {
    Organisation bureau = bureau("bureau-third-run");
    created(report(bureau, 1, "CPA-1"));
    created(report(bureau, 2, "CPA-1"));

    Response third = report(bureau, 3, "CPA-1");

    assertThat(third.statusCode()).as(third.asString()).isEqualTo(409);
    assertThat(third.jsonPath().getString("code")).isEqualTo("AUDITOR_ROTATION");
    assertThat(third.jsonPath().getString("ruleId")).isEqualTo("R56");
    String entry = third.jsonPath().getString("auditEventId");
    assertThat(log.entries("data.denied"))
        .filteredOn(denied -> denied.event().id().toString().equals(entry))
        .singleElement()
        .satisfies(
            denied -> assertThat(denied.event().data().getString("step")).isEqualTo("AUDIT_CYCLE"));
    assertThat(logged("audit.reported", bureau)).hasSize(2);
    created(report(bureau, 3, "CPA-2"));
    created(report(bureau, 4, "CPA-1"));
    assertThat(
            Api.get(bureau.token(), "/v1/parties/" + bureau.id() + "/audits")
                .jsonPath()
                .getList("audits.auditor"))
        .containsExactly("CPA-1", "CPA-1", "CPA-2", "CPA-1");
  }

  @Test
  void r56_nextAuditIsADutyOfItsDay_aCycleAfterTheReport() {
    Organisation bureau = bureau("bureau-due");
    LocalDate today = pack.today();
    assertThat(duties(bureau)).containsExactly(today.plusYears(1).toString());
    assertThat(duties(world.bank)).as("nobody audits banks by this pack").isEmpty();

    created(report(bureau, 1, "CPA-1"));
    State state = live.current();
    audits.restored(state, audits.kept());

    assertThat(duties(bureau)).containsExactly(pack.today().plusYears(1).toString());
    JsonObject said = logged("audit.reported", bureau).get(0).event().data();
    assertThat(said.getString("dueOn")).isEqualTo(today.plusYears(1).toString());
    assertThat(said.getBoolean("late")).isFalse();
  }

  @Test
  void r56_dayThatPassesWithoutAReportIsMissed_once() {
    Organisation bureau = bureau("bureau-silent");
    LocalDate dueOn = pack.today().plusYears(1);
    Instant lastDay = dueOn.plusDays(1).atStartOfDay(pack.zone()).toInstant().minusMillis(1);

    sweep.sweep(missed, lastDay);
    assertThat(logged("obligation.missed", bureau)).isEmpty();
    sweep.sweep(missed, lastDay.plusMillis(1));
    sweep.sweep(missed, lastDay.plusMillis(1));

    assertThat(logged("obligation.missed", bureau)).hasSize(1);
    JsonObject miss = logged("obligation.missed", bureau).get(0).event().data();
    assertThat(miss.getString("duty")).isEqualTo("AUDIT");
    assertThat(miss.getString("dueOn")).isEqualTo(dueOn.toString());
    assertThat(miss.getString("about"))
        .isEqualTo(logged("party.registered", bureau).get(0).event().id().toString());
    assertThat(audits.find(bureau.id()).orElseThrow().missed()).isTrue();
  }

  /** Of two consents of a person one counts, and it counts as long as it holds. */
  @Test
  void r56_platformIsAuditedOnceItHasTheDataOfMorePeopleThanThePackSays() throws Exception {
    Organisation shop = Organisation.draw("shop-of-many", "PLATFORM", "Shop of Many Ltd");
    world.register(shop);
    Agreed agreed = Agreed.provide(shop, world.bureau);
    Pack above =
        Pack.parse(
            """
            pack: cn-sizes
            extends: {pack: cn-2022, digest: %s}
            audits: {every: {PLATFORM: P2Y}, above: {PLATFORM: 2}, inARow: 2}
            """
                .formatted(ShippedPacks.get("cn-2022").digest().hex())
                .getBytes(StandardCharsets.UTF_8),
            ShippedPacks.shelf());
    String first = World.person();
    for (String person : List.of(first, first, World.person())) {
      String unused = agreed.give(person);
    }

    assertThat(dueOn(above, shop)).as("two people").isEmpty();
    String third = World.person();
    String consent = agreed.give(third);
    LocalDate today = pack.today();

    assertThat(dueOn(above, shop)).contains(today.plusYears(2));
    Instant later = today.plusDays(40).atStartOfDay(above.zone()).toInstant();
    assertThat(clocks.dueOn(above, audits.find(shop.id()).orElseThrow(), later))
        .as("the packs ask for it since then")
        .contains(today.plusDays(40).plusYears(2));
    assertThat(duties(shop)).as("the pack in force asks no platform").isEmpty();
    assertField(report(shop, 1, "CPA-1"), "party");
    created(
        Api.post(
            Tokens.citizen(third), "/v1/consents/" + consent + "/withdrawal", JsonObject.EMPTY));
    assertThat(dueOn(above, shop)).as("two people again").isEmpty();
  }

  private Optional<LocalDate> dueOn(Pack by, Organisation party) {
    State unused = live.fresh(Duration.ofSeconds(10));
    people.countAnew(by.zone());
    return clocks.dueOn(by, audits.find(party.id()).orElseThrow(), Instant.EPOCH);
  }

  @Test
  void report_ofAnotherRunOrOfDaysThatAreCovered_isRefused() {
    Organisation bureau = bureau("bureau-gaps");
    LocalDate today = pack.today();
    assertField(report(bureau, 2, "CPA-1"), "run");
    created(report(bureau, 1, "CPA-1"));
    assertField(report(bureau, 1, "CPA-2"), "run");
    assertField(report(bureau, 2, "CPA-2", today.minusDays(100), today.minusDays(1)), "from");
    assertField(report(bureau, 2, "CPA-2", today, today.plusDays(2)), "until");
    assertThat(logged("audit.reported", bureau)).hasSize(1);
    assertField(report(world.bank, 1, "CPA-1"), "party");
    assertThat(Api.get(world.bank.token(), "/v1/parties/" + bureau.id() + "/audits").statusCode())
        .isEqualTo(403);
  }

  private static void assertField(Response refused, String field) {
    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
    assertThat(refused.jsonPath().getString("field")).as(refused.asString()).isEqualTo(field);
  }
}
