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

/** Complaints are duties of the authority, and of the party until it has had its say (R47). */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ComplaintDutiesTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject LiveState live;
  @Inject ComplaintProjection complaints;

  private World world;
  private final String person = World.person();
  private final String complaint = World.id("cmp");
  private final LocalDate past = LocalDate.now(ZoneOffset.UTC).minusDays(3);

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  private void append(String type, JsonObject.Builder data) {
    ScriptedEvent entry =
        world.append(
            "data-vault",
            type,
            Optional.of(person),
            data.put("complaint", complaint)
                .put("authority", world.authority.id())
                .put("against", world.mall.id())
                .build(),
            Optional.empty());
    assertThat(live.awaitIndex(entry.index(), Duration.ofSeconds(60))).isTrue();
  }

  private static String now() {
    return Timestamps.format(Instant.now().toEpochMilli());
  }

  private List<String> titles(Organisation who) {
    return Api.get(who.token(), "/v1/duties?overdue=true&party=" + who.id())
        .jsonPath()
        .getList("duties.findAll { it.about == '" + complaint + "' }.title");
  }

  private void accepted() {
    append(
        "complaint.filed",
        JsonObject.builder().put("statement", "ab".repeat(32)).put("acceptBy", past.toString()));
    assertThat(titles(world.authority))
        .containsExactly("Accept a person's complaint about mall-east");
    assertThat(titles(world.mall)).isEmpty();
    append(
        "complaint.accepted",
        JsonObject.builder()
            .put("by", "AUTHORITY")
            .put("acceptedAt", now())
            .put("dueOn", past.toString()));
  }

  private void answered(String by) {
    JsonObject.Builder answer =
        JsonObject.builder()
            .put("by", by)
            .put("answeredAt", now())
            .put("dueOn", past.toString())
            .put("late", true)
            .put("answerDigest", "ab".repeat(32));
    append("complaint.answered", by.equals("PARTY") ? answer : answer.put("outcome", "REJECTED"));
  }

  @Test
  void complaint_isADutyOfBoth_untilEachHasAnswered() {
    accepted();
    State state = live.current();
    complaints.restored(state, complaints.kept());

    assertThat(titles(world.authority))
        .containsExactly("Decide a person's complaint about mall-east");
    assertThat(titles(world.mall))
        .containsExactly("Say something about a person's complaint to authority");
    assertThat(titles(world.ride)).isEmpty();
    assertThat(Api.get(world.authority.token(), "/v1/duties").asString()).doesNotContain(person);
    answered("PARTY");
    assertThat(titles(world.mall)).isEmpty();
    assertThat(titles(world.authority)).hasSize(1);
    answered("AUTHORITY");
    assertThat(titles(world.authority)).isEmpty();
  }

  @Test
  void complaintThatIsWithdrawn_isNobodysDuty() {
    accepted();
    append("complaint.withdrawn", JsonObject.builder().put("withdrawnAt", now()));

    assertThat(titles(world.authority)).isEmpty();
    assertThat(titles(world.mall)).isEmpty();
  }
}
