package dev.tallystick.bureau;

import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.houserules.OpenApiRules;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;

/** The committed openapi.yaml is what the service serves and what its code does. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class OpenApiTest extends OpenApiRules {
  OpenApiTest() {
    super("bureau-service");
  }
}
