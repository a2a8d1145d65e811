package dev.tallystick.gateway;

import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.houserules.OpenApiRules;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;

/** The committed openapi.yaml is what the gateway serves and what its code does. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class OpenApiTest extends OpenApiRules {
  OpenApiTest() {
    super("party-gateway");
  }
}
