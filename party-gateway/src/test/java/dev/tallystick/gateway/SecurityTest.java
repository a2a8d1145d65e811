package dev.tallystick.gateway;

import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.SecurityRules;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.List;
import java.util.Set;

/** Who is let in. Nothing is open to strangers. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SecurityTest extends SecurityRules {
  SecurityTest() {
    super("party-gateway", Set.of());
  }

  @Override
  protected List<String> meters() {
    return List.of("tallystick_refusals_total{", "tallystick_gateway_orders_waiting");
  }
}
