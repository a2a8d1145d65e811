package dev.tallystick.consent.party;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.World;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.state.Licence;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.PartyKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told before a licence or a key ends (docs/operations/alarms.md). */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ExpiryMetricsTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject ExpiryMetrics metrics;
  @Inject LiveState live;
  @Inject MeterRegistry registry;

  @Test
  void lastLicenceAndKey_areToldThirtyDaysAhead() {
    World world = World.in(log);
    Party bureau = live.soFar().party(world.bureau.id()).orElseThrow();
    long licence = bureau.licences().stream().mapToLong(Licence::validToMillis).max().orElseThrow();
    long key = bureau.keys().stream().mapToLong(PartyKey::validToMillis).min().orElseThrow();

    assertThat(of(bureau, licence - 29 * DAY).licences()).isEqualTo(1);
    assertThat(of(bureau, licence - 31 * DAY).licences()).isZero();
    assertThat(of(bureau, licence + 1).licences()).as("over, and known to be").isZero();
    assertThat(of(bureau, key - 29 * DAY).keys()).isEqualTo(1);
    assertThat(of(bureau, key - 31 * DAY).keys()).isZero();

    metrics.count();
    assertThat(registry.get("tallystick.licences.ending").gauge().value()).isZero();
    assertThat(registry.get("tallystick.party.keys.ending").gauge().value()).isZero();
  }

  private static ExpiryMetrics.Ending of(Party party, long now) {
    return ExpiryMetrics.of(List.of(party), now);
  }
}
