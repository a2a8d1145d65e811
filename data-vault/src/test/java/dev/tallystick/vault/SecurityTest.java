package dev.tallystick.vault;

import dev.tallystick.houserules.SecurityRules;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.List;
import java.util.Set;

/** Who is let in. What a stranger may ask for is listed here. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class SecurityTest extends SecurityRules {
  SecurityTest() {
    super("data-vault", Set.of("GET /v1/schemas", "GET /v1/schemas/{category}/{version}"));
  }

  @Override
  protected List<String> meters() {
    return List.of("tallystick_refusals_total{", "tallystick_outbox_age_seconds");
  }
}
