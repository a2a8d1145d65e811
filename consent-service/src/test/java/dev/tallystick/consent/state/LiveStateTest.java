package dev.tallystick.consent.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.Follower;
import dev.tallystick.rules.state.State;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LiveStateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private final String person = World.person();

  @Inject LiveState live;
  @Inject Follower anotherFollower;
  @Inject Snapshots snapshots;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  @Test
  void afterARestart_theStateIsTheSame() {
    String kept = Agreed.provide(world.mall, world.bureau).give(person);
    String withdrawn = Agreed.query(world.bureau, world.bank).give(person);
    Api.post(Tokens.citizen(person), "/v1/consents/" + withdrawn + "/withdrawal", JsonObject.EMPTY);

    LiveState restarted = new LiveState(anotherFollower, List::of, snapshots);
    restarted.onStart(new StartupEvent());
    State rebuilt = restarted.fresh(PATIENCE);
    State running = live.fresh(PATIENCE);

    assertThat(rebuilt.size()).isEqualTo(running.size());
    assertThat(rebuilt.consent(kept)).isPresent().isEqualTo(running.consent(kept));
    assertThat(rebuilt.consent(withdrawn)).isPresent().isEqualTo(running.consent(withdrawn));
    assertThat(rebuilt.consents(person)).hasSize(2).isEqualTo(running.consents(person));
    assertThat(rebuilt.parties())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(running.parties());
    for (String guard : guards()) {
      assertThat(rebuilt.guard(guard)).as(guard).isEqualTo(running.guard(guard));
      assertThat(rebuilt.guard(guard)).as(guard).isEqualTo(log.guard(guard));
    }
  }

  /** The entry is given again, and counts once all the same. */
  @Test
  void listenerThatFails_doesNotFoldTwice() {
    String kept = Agreed.provide(world.mall, world.bureau).give(person);
    AtomicInteger failures = new AtomicInteger(3);
    StateListener failing =
        (event, after) -> {
          if (event.data().findString("consent").equals(Optional.of(kept))
              && failures.getAndDecrement() > 0) {
            throw new IllegalStateException("asked to fail");
          }
        };

    LiveState restarted = new LiveState(anotherFollower, () -> List.of(failing), snapshots);
    restarted.onStart(new StartupEvent());

    assertThat(restarted.fresh(PATIENCE).consent(kept)).isPresent();
    assertThat(failures.get()).isNegative();
    for (String guard : guards()) {
      assertThat(restarted.current().guard(guard)).as(guard).isEqualTo(log.guard(guard));
    }
  }

  @Test
  void fresh_isNotOlderThanTheCall() {
    ScriptedEvent entry = log.entries().get(log.entries().size() - 1);

    assertThat(live.fresh(PATIENCE).size()).isGreaterThan(entry.index());
  }

  @Test
  void followed_holdsWhatDecisionsRead() {
    assertThat(LiveState.followed())
        .contains(
            "dev.tallystick.consent.given.v1",
            "dev.tallystick.consent.withdrawn.v1",
            "dev.tallystick.party.key.registered.v1",
            "dev.tallystick.data.released.v1",
            "dev.tallystick.tariff.published.v1");
  }

  private SortedSet<String> guards() {
    SortedSet<String> guards = new TreeSet<>();
    for (ScriptedEvent entry : log.entries()) {
      guards.addAll(entry.event().stub().advances());
    }
    return guards;
  }
}
