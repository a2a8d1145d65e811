package dev.tallystick.consent.breach;

import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.World;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A breach is told in full, in time and to everybody whom it concerns. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class BreachResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject LiveState live;
  @Inject BreachProjection breaches;

  private World world;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private static JsonObject.Builder notice() {
    return JsonObject.builder()
        .put("kinds", JsonArray.ofStrings(List.of("MOBILITY.RIDE")))
        .put("cause", "A storage bucket was readable without a password.")
        .put("harm", "Start and end points of rides may be known.")
        .put("measures", "Closed within the hour; watch out for strangers' calls.")
        .put("contact", "privacy@ride-west.example")
        .put("count", 2);
  }

  private String report(JsonObject notice) {
    return created(Api.post(world.ride.token(), "/v1/breaches", notice)).path("breach");
  }

  private List<Map<String, Object>> duties(Organisation who, String query, String breach) {
    return Api.get(who.token(), "/v1/duties" + query)
        .jsonPath()
        .<Map<String, Object>>getList("duties")
        .stream()
        .filter(duty -> breach.equals(duty.get("about")))
        .toList();
  }

  private Event entry(String type, String breach) {
    return log.entries(type).stream()
        .map(ScriptedEvent::event)
        .filter(event -> event.data().getString("breach").equals(breach))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void r55_aNoticeWithoutOneOfItsContentsIsRefusedAndLogged() {
    for (String content : List.of("kinds", "cause", "harm", "measures", "contact")) {
      Response refused =
          Api.post(world.ride.token(), "/v1/breaches", notice().build().without(Set.of(content)));

      assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(422);
      assertThat(refused.<String>path("code")).isEqualTo("BREACH_NOTICE_INCOMPLETE");
      assertThat(refused.<String>path("ruleId")).isEqualTo("R55");
      assertThat(refused.<List<String>>path("missing")).containsExactly(content);
      assertThat(log.entries("data.denied"))
          .anySatisfy(
              denial -> {
                assertThat(denial.event().id()).hasToString(refused.path("auditEventId"));
                assertThat(denial.event().data().getString("step")).isEqualTo("BREACH");
              });
    }
    Response blank =
        Api.post(
            world.ride.token(),
            "/v1/breaches",
            notice()
                .build()
                .without(Set.of("harm"))
                .with(JsonObject.builder().put("harm", "  ").build()));
    assertThat(blank.<List<String>>path("missing")).containsExactly("harm");
  }

  /**
   * Who was handed the notice compares it with the log; the open part of the entry is one label.
   */
  @Test
  void r55_theEntryBindsTheNoticeByItsHash_andShowsNothingOfItInItsStub() {
    String breach = report(notice().build());

    Event entry = entry("breach.detected", breach);

    JsonObject told =
        JsonObject.builder()
            .put("breach", breach)
            .put("party", world.ride.id())
            .put("kinds", entry.data().getArray("kinds"))
            .put("cause", entry.data().getString("cause"))
            .put("harm", entry.data().getString("harm"))
            .put("measures", entry.data().getString("measures"))
            .put("contact", entry.data().getString("contact"))
            .build();
    assertThat(entry.data().getString("noticeDigest"))
        .isEqualTo(Hash.sha256(CanonicalJson.bytes(told)).hex());
    assertThat(entry.stub().labels()).containsExactly(EventLabels.ofParty(world.ride.id()));
    assertThat(CanonicalJson.text(entry.stub().toJson())).doesNotContain("bucket", breach);
  }

  @Test
  void r55_whatIsNotToldAtOnceIsAnOverdueDuty_untilItIsTold() {
    Instant before = Instant.now().minus(Duration.ofDays(3));
    String breach =
        report(notice().put("detectedAt", Timestamps.format(before.toEpochMilli())).build());

    assertThat(duties(world.ride, "?overdue=true", breach))
        .extracting(duty -> duty.get("kind"))
        .containsExactlyInAnyOrder("BREACH_AUTHORITY", "BREACH_PEOPLE");
    assertThat(duties(world.authority, "?party=ride-west", breach)).hasSize(2);
    assertThat(duties(world.mall, "", breach)).isEmpty();

    created(
        Api.post(
            world.ride.token(),
            "/v1/breaches/" + breach + "/authority-notice",
            JsonObject.builder().put("authority", world.authority.id()).build()));
    assertThat(duties(world.ride, "", breach))
        .extracting(duty -> duty.get("kind"))
        .containsExactly("BREACH_PEOPLE");
    breaches.restored(live.current(), breaches.kept());
    assertThat(duties(world.ride, "", breach)).as("after a start from a snapshot").hasSize(1);
    created(
        Api.post(
            world.ride.token(),
            "/v1/breaches/" + breach + "/people-notice",
            JsonObject.builder().put("channel", "ANNOUNCEMENT").put("count", 2).build()));
    assertThat(duties(world.ride, "", breach)).isEmpty();
    Response seen = Api.get(world.authority.token(), "/v1/breaches?party=ride-west");
    assertThat(seen.<String>path("breaches.find{it.breach=='" + breach + "'}.authority.toldAt"))
        .isNotNull();
  }

  @Test
  void r55_aBreachOfTodayIsADutyOfToday() {
    String breach = report(notice().build());

    assertThat(duties(world.ride, "", breach))
        .hasSize(2)
        .allSatisfy(duty -> assertThat(duty.get("overdue")).isEqualTo(false));
  }

  @Test
  void r55_eachPersonWhoIsToldHasTheWholeNoticeInTheirOwnList() {
    String breach = report(notice().build());
    String alice = World.person();
    String bob = World.person();

    Response told =
        created(
            Api.post(
                world.ride.token(),
                "/v1/breaches/" + breach + "/people-notice",
                JsonObject.builder()
                    .put("channel", "MESSAGE")
                    .put("subjects", JsonArray.ofStrings(List.of(alice, bob)))
                    .build()));

    assertThat(told.<List<String>>path("eventIds")).hasSize(2);
    for (String person : List.of(alice, bob)) {
      Event entry =
          log.entries("breach.people-told").stream()
              .map(ScriptedEvent::event)
              .filter(event -> event.subject().filter(person::equals).isPresent())
              .findFirst()
              .orElseThrow();
      assertThat(entry.stub().labels()).contains(EventLabels.ofSubject(person));
      assertThat(entry.data().getString("measures")).contains("Closed within the hour");
      assertThat(entry.data().getString("noticeDigest"))
          .isEqualTo(told.<String>path("noticeDigest"));
    }
    assertThat(Api.get(world.authority.token(), "/v1/breaches").asString())
        .doesNotContain(alice, bob);
  }

  @Test
  void breach_isOnesOwn_andTheRegulatorTellsForOthers() {
    String breach = report(notice().build());
    JsonObject notice = JsonObject.builder().put("authority", world.authority.id()).build();
    String path = "/v1/breaches/" + breach + "/authority-notice";

    assertThat(Api.post(world.mall.token(), path, notice).<String>path("code"))
        .isEqualTo("BREACH_UNKNOWN");
    assertThat(
            Api.post(
                    world.mall.token(),
                    "/v1/breaches",
                    notice().put("party", world.ride.id()).build())
                .statusCode())
        .isEqualTo(403);
    assertThat(Api.get(world.mall.token(), "/v1/breaches?party=ride-west").asString())
        .doesNotContain(breach);
    assertThat(
            Api.post(world.authority.token(), "/v1/breaches", notice().build())
                .<String>path("field"))
        .isEqualTo("party");
    String found =
        created(
                Api.post(
                    world.authority.token(),
                    "/v1/breaches",
                    notice().put("party", world.mall.id()).build()))
            .path("breach");
    assertThat(entry("breach.detected", found).data().getString("party"))
        .isEqualTo(world.mall.id());
    assertThat(
            Api.post(
                    world.ride.token(),
                    path,
                    JsonObject.builder().put("authority", world.bank.id()).build())
                .<String>path("field"))
        .isEqualTo("authority");
    assertThat(
            Api.post(
                    world.ride.token(),
                    "/v1/breaches/" + breach + "/people-notice",
                    JsonObject.builder().put("channel", "LETTER").build())
                .<String>path("field"))
        .isEqualTo("subjects");
    assertThat(
            Api.post(
                    world.ride.token(),
                    "/v1/breaches",
                    notice().put("detectedAt", "2099-01-01T00:00:00.000Z").build())
                .<String>path("field"))
        .isEqualTo("detectedAt");
  }
}
