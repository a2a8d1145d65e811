package dev.tallystick.gateway;

import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.StrictRequestRules;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.Set;

/** Nothing that a caller sends is read as something else, or passed over. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class StrictRequestTest extends StrictRequestRules {
  StrictRequestTest() {
    super("party-gateway", Set.of());
  }
}
