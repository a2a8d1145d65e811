package dev.tallystick.consent.state;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The operator reads how large the state is (docs/operations/state-size.md). */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class StateMetricsTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject StateMetrics metrics;

  private double read(String metric, String part) {
    return given()
        .auth()
        .oauth2(Tokens.withRoles("operator"))
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(metric + "{") && line.contains("part=\"" + part + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void metrics_tellEntriesAndBytesByPart_andGrowWithTheState() {
    World world = World.in(log);
    metrics.count();
    double before = read("tallystick_state_entries", "consents");
    double bytes = read("tallystick_state_bytes", "consents");
    String unused = Agreed.provide(world.mall, world.bureau).give(World.person());

    metrics.count();

    assertThat(read("tallystick_state_entries", "consents")).isEqualTo(before + 1);
    assertThat(read("tallystick_state_bytes", "consents")).isGreaterThan(bytes);
    assertThat(read("tallystick_state_entries", "parties")).isPositive();
    assertThat(read("tallystick_state_bytes", "guards")).isPositive();
  }
}
