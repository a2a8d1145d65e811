package dev.tallystick.bureau;

import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.SecurityRules;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.List;
import java.util.Set;

/** Who is let in. What a stranger may ask for is listed here. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SecurityTest extends SecurityRules {
  SecurityTest() {
    super("bureau-service", Set.of("GET /v1/tariffs", "POST /v1/tariffs:cost"));
  }

  @Override
  protected List<String> meters() {
    return List.of("tallystick_refusals_total{", "tallystick_outbox_age_seconds");
  }
}
