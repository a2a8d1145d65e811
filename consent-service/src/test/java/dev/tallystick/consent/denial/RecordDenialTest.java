package dev.tallystick.consent.denial;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.World;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class RecordDenialTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private final String person = World.person();

  @Inject RecordDenial denials;
  @Inject DenialMinutes minutes;
  @Inject DenialOutcomes outcomes;
  @Inject ConsentEventPublisher events;

  @BeforeEach
  void signUp() {
    World unused = World.in(log);
  }

  @AfterEach
  void comeBack() {
    log.faults().goAway(false);
  }

  @Test
  void repeats_areCountedAndToldWhenTheMinuteIsOver() {
    DenialEntry first = denials.record(refusal("R01", "score"));
    DenialEntry second = denials.record(refusal("R01", "score"));
    DenialEntry third = denials.record(refusal("R01", "score"));

    aMinuteLater().closeMinutes();

    assertThat(second).isEqualTo(first);
    assertThat(third).isEqualTo(first);
    assertThat(entries()).hasSize(2);
    JsonObject closing = entries().get(1).event().data();
    assertThat(closing.getString("first")).isEqualTo(first.event().toString());
    assertThat(closing.getInteger("repeats")).isEqualTo(2);
    assertThat(closing.getString("code")).isEqualTo("DIRECT_PROVISION_PROHIBITED");
    assertThat(closing.has("payloadDigest")).as("the first one's alone").isFalse();
  }

  @Test
  void refusalAfterTheMinute_isAFirstAgainAndClosesTheOldOne() {
    DenialEntry first = denials.record(refusal("R01", "score"));
    denials.record(refusal("R01", "score"));

    DenialEntry next = aMinuteLater().record(refusal("R01", "score"));

    assertThat(next.event()).isNotEqualTo(first.event());
    assertThat(entries()).hasSize(3);
    assertThat(entries().get(1).event().data().getInteger("repeats")).isEqualTo(1);
    assertThat(entries().get(2).event().id()).isEqualTo(next.event());
  }

  @Test
  void minuteWithoutRepeats_needsNoSecondEntry() {
    denials.record(refusal("R01", "score"));

    aMinuteLater().closeMinutes();
    DenialEntry next = denials.record(refusal("R01", "score"));

    assertThat(entries()).hasSize(2);
    assertThat(entries().get(1).event().id()).isEqualTo(next.event());
  }

  @Test
  void anotherRuleLabelOrPerson_isAnotherRefusal() {
    DenialEntry first = denials.record(refusal("R01", "score"));

    assertThat(denials.record(refusal("R29", "score"))).isNotEqualTo(first);
    assertThat(denials.record(refusal("R01", "identity"))).isNotEqualTo(first);
    Denial ofNobody = Denial.of(Optional.empty(), refusal("R01", "score").data());
    assertThat(denials.record(ofNobody)).isNotEqualTo(first);
  }

  @Test
  void logAway_isNoRefusalAndTheEventIsNotLostEither() {
    log.faults().goAway(true);
    assertThatThrownBy(() -> denials.record(refusal("R01", "score")))
        .isInstanceOf(AuditUnavailableProblem.class);

    log.faults().goAway(false);
    DenialEntry later = untilRecorded();

    assertThat(entries()).as("one attempt, one entry").hasSize(1);
    assertThat(entries().get(0).event().id()).isEqualTo(later.event());
  }

  /** The end of the first minute cannot be stored: the others are closed. */
  @Test
  void minuteThatCannotBeClosed_holdsUpNoOther() throws Exception {
    DenialEntry first = denials.record(refusal("R01", "score"));
    denials.record(refusal("R01", "score"));
    DenialEntry second = denials.record(refusal("R29", "score"));
    denials.record(refusal("R29", "score"));

    RefusedWrites.during(
        "producer_outbox",
        "position(convert_to('" + first.event() + "', 'UTF8') in new.request) > 0",
        () -> {
          aMinuteLater().closeMinutes();

          assertThat(RefusedWrites.count()).isPositive();
          assertThat(closings()).containsExactly(second.event().toString());
        });

    aMinuteLater().closeMinutes();
    assertThat(closings())
        .containsExactlyInAnyOrder(second.event().toString(), first.event().toString());
  }

  /** The row is damaged: the next refusal like it closes its minute, and is answered. */
  @Test
  void damagedMinute_isClosedByTheNextRefusalLikeIt() throws Exception {
    DenialEntry first = denials.record(refusal("R01", "score"));
    denials.record(refusal("R01", "score"));
    damage(first);

    aMinuteLater().closeMinutes();
    assertThat(closings()).isEmpty();
    DenialEntry next = aMinuteLater().record(refusal("R01", "score"));

    assertThat(next.event()).isNotEqualTo(first.event());
    assertThat(closings()).containsExactly(first.event().toString());
  }

  /** As somebody with the owner's rights could. */
  private static void damage(DenialEntry entry) throws SQLException {
    Config config = ConfigProvider.getConfig();
    try (Connection owner =
            DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class));
        PreparedStatement damage =
            owner.prepareStatement("update denial set data = '{' where first_event = ?::uuid")) {
      damage.setString(1, entry.event().toString());
      assertThat(damage.executeUpdate()).isEqualTo(1);
    }
  }

  private List<String> closings() {
    return entries().stream()
        .flatMap(entry -> entry.event().data().findString("first").stream())
        .toList();
  }

  /** The outbox brings the first one home within a moment; until then there is no answer. */
  private DenialEntry untilRecorded() {
    return await()
        .atMost(60, SECONDS)
        .pollInSameThread()
        .ignoreException(AuditUnavailableProblem.class)
        .until(() -> denials.record(refusal("R01", "score")), Objects::nonNull);
  }

  /** Another replica, or this one a minute later. */
  private RecordDenial aMinuteLater() {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(61));
    return new RecordDenial(minutes, outcomes, events, later);
  }

  private Denial refusal(String rule, String label) {
    DataDenied data =
        DataDenied.builder()
            .step(DataDenied.Step.RELEASE)
            .caller("ride-west")
            .from("ride-west")
            .to("bank-riverside")
            .code("DIRECT_PROVISION_PROHIBITED")
            .ruleIds(List.of("PARTY", rule))
            .label(label)
            .payloadDigest(Hash.fromHex("ab".repeat(32)))
            .build();
    return Denial.of(Optional.of(person), data);
  }

  private List<ScriptedEvent> entries() {
    return log.entries("data.denied").stream()
        .filter(entry -> entry.event().subject().equals(Optional.of(person)))
        .toList();
  }
}
