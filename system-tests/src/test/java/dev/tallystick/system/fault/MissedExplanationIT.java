package dev.tallystick.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tallystick.demo.Cast;
import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.system.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A bank that has declined a person does not say why. On the day after the last one the log says
 * that to everybody (R48). The clocks of the whole host are set ahead to that day.
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class MissedExplanationIT {
  private static final ZoneId MARKET = ZoneId.of("Asia/Shanghai");
  private static final String MISSED = EventTypes.get("obligation.missed").name();

  /** Has no part in it. */
  private static final String STRANGER = "mall-east";

  @Test
  void explanationThatIsNotGiven_isMissedForEverybodyToRead() throws Exception {
    assumeTrue(
        Faults.faketime().isPresent(), "libfaketime is not installed: apt-get install libfaketime");
    HostClock clock =
        new HostClock(
            Path.of("target", "explanation-clock", "now"), Faults.faketime().orElseThrow());
    try (Suite suite = Suite.startFresh("home-explanation", "9000", clock.environment())) {
      Scene scene = Scene.open(suite, clock);
      Applicant person = scene.applicants(1).get(0);
      RunningSuite running = new RunningSuite(SuiteFolder.existing(suite.command().home()), clock);
      decline(scene, running, person);
      JsonObject asked = ask(running, person);
      long index = asked.getInteger("index");
      LocalDate dueOn = LocalDate.parse(request(suite, index).getString("dueOn"));
      assertThat(missed(suite, index)).as("the term has begun").isEmpty();

      Instant late = dueOn.plusDays(1).atStartOfDay(MARKET).plusMinutes(5).toInstant();
      clock.set(Duration.between(Instant.now(), late));

      JsonObject missed =
          await("the log tells that it was missed")
              .atMost(Duration.ofMinutes(4))
              .pollInterval(Duration.ofSeconds(3))
              .until(() -> missed(suite, index), Optional::isPresent)
              .orElseThrow();
      JsonObject data = missed.getObject("data");
      assertThat(data.getString("duty")).isEqualTo("RIGHT");
      assertThat(data.getString("party")).isEqualTo(Cast.LENDER);
      assertThat(data.getString("dueOn")).isEqualTo(dueOn.toString());
      assertThat(data.getString("about")).isEqualTo(asked.getString("eventId"));
      assertThat(CanonicalJson.text(missed)).doesNotContain(person.subject());
      suite.assertHonest(STRANGER);
      assertThat(Path.of("target", "audits", "home-explanation", "openings-of-mall-east.ndjson"))
          .as("what a stranger is shown")
          .content()
          .contains(missed.getString("id"))
          .doesNotContain(person.subject());
    }
  }

  private static void decline(Scene scene, RunningSuite running, Applicant person)
      throws Exception {
    InquiryRequest inquiry = scene.inquiry(person);
    OpenedPayload bought = scene.inquire(person, inquiry);
    JsonObject decision =
        JsonObject.builder()
            .put("inquiry", inquiry.inquiry())
            .put("releases", JsonArray.ofStrings(List.of(bought.eventId())))
            .put("outcome", "DECLINED")
            .put("reasons", JsonArray.ofStrings(List.of("Too many loans.")))
            .build();
    JsonObject unused =
        running
            .as(Cast.LENDER)
            .post(running.endpoints().bureau("/v1/credit-decisions"), decision, key());
  }

  private static JsonObject ask(RunningSuite running, Applicant person) throws Exception {
    JsonObject right =
        JsonObject.builder().put("kind", "EXPLANATION").put("party", Cast.LENDER).build();
    return running.as(person.name()).post(running.endpoints().consent("/v1/rights"), right, key());
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  /** What the log has of the request. */
  private static JsonObject request(Suite suite, long index) throws Exception {
    return body(LogCopy.of(suite, index).bodies(suite).get((int) index)).getObject("data");
  }

  /** The entry that tells everybody, if the log has one; it is asked beyond this place. */
  private static Optional<JsonObject> missed(Suite suite, long index) throws Exception {
    return LogCopy.of(suite, index).bodies(suite).stream()
        .filter(
            opening ->
                opening.getObject("stub").getObject("value").getString("type").equals(MISSED))
        .map(MissedExplanationIT::body)
        .findFirst();
  }

  private static JsonObject body(JsonObject opening) {
    return opening.getObject("body").getObject("value");
  }
}
