package dev.tallystick.consent.agreement;

import static dev.tallystick.consent.World.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Api;
import dev.tallystick.consent.Filed;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.World;
import dev.tallystick.consent.duty.OverdueDuties.Overdue;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.state.State;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a processor's term is said in the log, once. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ProcessingEndsTest {
  @SuppressWarnings("NullAway.Init") // set before the test
  private ServedLog log;

  @Inject ProcessingEnds ends;
  @Inject LiveState state;

  @Test
  void termThatIsOver_isSaidOnce_whateverNumberOfReplicasLooks() {
    World world = World.in(log);
    Organisation cloud = world.registerProcessor();
    String agreement =
        created(
                Api.post(
                    world.bank.token(),
                    "/v1/agreements",
                    Filed.processing(world.bank, cloud, "I-1")))
            .path("agreement");
    State unused = state.fresh(Duration.ofSeconds(10));
    Instant over = Instant.now().plus(Duration.ofDays(301));
    assertThat(overdue(agreement, Instant.now())).isEmpty();

    // Two replicas have looked before either has said anything.
    List<Overdue> one = overdue(agreement, over);
    List<Overdue> other = overdue(agreement, over);
    assertThat(one).hasSize(1);
    one.get(0).say().run();
    other.get(0).say().run();

    assertThat(log.entries("agreement.terminated"))
        .filteredOn(entry -> entry.event().data().getString("agreement").equals(agreement))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.event().data().getString("ground"))
                    .isEqualTo("The term is over."));
    assertThat(overdue(agreement, over)).as("nothing is left to say").isEmpty();
  }

  private List<Overdue> overdue(String agreement, Instant at) {
    return ends.overdue(at).stream().filter(one -> one.what().contains(agreement)).toList();
  }
}
