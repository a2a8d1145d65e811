package dev.tallystick.consent.decision;

import static dev.tallystick.consent.Questions.ask;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A body of the log that cannot be read stops those whom its entry is about, and nobody else; once
 * it is repaired, they go on with what it says.
 */
@QuarkusTest
@TestProfile(UnreadableEntryTest.LooksOften.class)
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class UnreadableEntryTest {
  /** Nobody waits for the next look. */
  public static final class LooksOften implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("tallystick.unread.look-every", "1s");
    }
  }

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Questions questions;
  private final String person = World.person();
  private final String neighbour = World.person();

  @BeforeEach
  void signUp() {
    world = World.in(log);
    questions = new Questions(world);
    Agreed.provide(world.mall, world.bureau).give(neighbour);
  }

  @Test
  void withdrawalThatCannotBeRead_permitsNothingAboutThePersonOnly() {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    assertThat(ask(questions.release1(person)).path("outcome").toString()).isEqualTo("PERMIT");
    long next = log.entries().size();
    for (long index = next; index < next + 20; index++) {
      log.faults().loseBody(index, true);
    }

    Api.post(Tokens.citizen(person), "/v1/consents/" + consent + "/withdrawal", JsonObject.EMPTY);
    Response refused = awaitCode(questions.release1(person), "ENTRY_UNREADABLE");

    assertThat((int) refused.path("status")).isEqualTo(503);
    assertThat(ask(questions.release1(neighbour)).path("outcome").toString()).isEqualTo("PERMIT");
    repairAll(next);
    awaitCode(questions.release1(person), "CONSENT_WITHDRAWN");
    assertThat(ask(questions.release1(neighbour)).path("outcome").toString()).isEqualTo("PERMIT");
  }

  @Test
  void suspensionThatCannotBeRead_permitsNothingToThePartyOnly() {
    Agreed.provide(world.ride, world.bureau).give(neighbour);
    long next = log.entries().size();
    log.faults().loseBody(next, true);
    ScriptedEvent suspension =
        world.append(
            "audit-service",
            "service.suspended",
            Optional.empty(),
            JsonObject.builder()
                .put("party", world.ride.id())
                .put("scope", "ALL")
                .put("ground", "made up")
                .build(),
            Optional.empty());
    assertThat(suspension.index()).isEqualTo(next);

    awaitCode(questions.release1(neighbour, world.ride), "ENTRY_UNREADABLE");

    assertThat(outcome(world.mall)).isEqualTo("PERMIT");
    repairAll(next);
    awaitCode(questions.release1(neighbour, world.ride), "SERVICE_SUSPENDED");
    assertThat(outcome(world.mall)).isEqualTo("PERMIT");
  }

  private String outcome(Organisation platform) {
    return ask(questions.release1(neighbour, platform)).path("outcome").toString();
  }

  private void repairAll(long from) {
    for (long index = from; index < from + 20; index++) {
      log.faults().loseBody(index, false);
    }
  }

  private static Response awaitCode(JsonObject question, String code) {
    AtomicReference<Response> last = new AtomicReference<>();
    await()
        .atMost(60, SECONDS)
        .untilAsserted(
            () -> {
              last.set(ask(question));
              assertThat(last.get().asString()).contains('"' + code + '"');
            });
    return last.get();
  }
}
