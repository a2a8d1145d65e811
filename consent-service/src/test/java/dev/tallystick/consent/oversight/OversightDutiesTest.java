package dev.tallystick.consent.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.World;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.state.State;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alarms and objections that nobody has looked into are duties; what ends them takes them away. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class OversightDutiesTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject LiveState live;
  @Inject OversightProjection oversight;

  private World world;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private ScriptedEvent append(
      String source, String type, Optional<String> person, JsonObject data) {
    ScriptedEvent entry = world.append(source, type, person, data, Optional.empty());
    assertThat(live.awaitIndex(entry.index(), Duration.ofSeconds(60))).isTrue();
    return entry;
  }

  private List<String> duties(Organisation who, String query) {
    return Api.get(who.token(), "/v1/duties" + query).jsonPath().getList("duties.about");
  }

  @Test
  void objection_isADutyUntilItIsAnswered_andNamesNobody() {
    String person = World.person();
    String objection = World.id("obj");
    append(
        "data-vault",
        "objection.filed",
        Optional.of(person),
        JsonObject.builder()
            .put("objection", objection)
            .put("party", world.mall.id())
            .put("dueOn", LocalDate.now(ZoneOffset.UTC).minusDays(3).toString())
            .build());

    assertThat(duties(world.authority, "?overdue=true")).contains(objection);
    assertThat(duties(world.mall, "?overdue=true")).contains(objection);
    assertThat(duties(world.ride, "")).doesNotContain(objection);
    assertThat(Api.get(world.authority.token(), "/v1/duties").asString()).doesNotContain(person);
    State state = live.current();
    oversight.restored(state, oversight.kept());
    assertThat(duties(world.mall, "")).as("after a start from a snapshot").contains(objection);
    append(
        "data-vault",
        "objection.resolved",
        Optional.of(person),
        JsonObject.builder()
            .put("objection", objection)
            .put("party", world.mall.id())
            .put("outcome", "REJECTED")
            .put("repliedAt", Timestamps.format(Instant.now().toEpochMilli()))
            .put("answerDigest", "ab".repeat(32))
            .build());
    assertThat(duties(world.authority, "")).doesNotContain(objection);
  }

  @Test
  void alarm_isADutyUntilItIsCleared() {
    String anomaly = World.id("ano");
    String now = Timestamps.format(Instant.now().toEpochMilli());
    ScriptedEvent raised =
        append(
            "data-vault",
            "anomaly.raised",
            Optional.empty(),
            JsonObject.builder()
                .put("anomaly", anomaly)
                .put("detector", "DOWNSTREAM_SILENT")
                .put("party", world.bank.id())
                .put("from", now)
                .put("until", now)
                .put("observed", 3)
                .put("expected", 0)
                .put("severity", "WARNING")
                .build());

    assertThat(duties(world.authority, "?party=" + world.bank.id())).contains(anomaly);
    append(
        "data-vault",
        "anomaly.cleared",
        Optional.empty(),
        JsonObject.builder()
            .put("anomaly", anomaly)
            .put("raised", raised.event().id().toString())
            .put("party", world.bank.id())
            .put("finding", "EXPLAINED")
            .build());
    assertThat(duties(world.authority, "")).doesNotContain(anomaly);
  }
}
