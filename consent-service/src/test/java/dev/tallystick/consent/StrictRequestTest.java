package dev.tallystick.consent;

import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.StrictRequestRules;
import dev.tallystick.houserules.log.LogResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.Set;

/** Nothing that a caller sends is read as something else, or passed over. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class StrictRequestTest extends StrictRequestRules {
  StrictRequestTest() {
    super("consent-service", Set.of());
  }
}
