package dev.tallystick.audit;

import dev.tallystick.houserules.OpenApiRules;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.Set;

/** The committed openapi.yaml is what the service serves and what its code does. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class OpenApiTest extends OpenApiRules {
  OpenApiTest() {
    super(
        "audit-service",
        Set.of(
            "GET /v1/money-flow query from",
            "GET /v1/money-flow query to",
            "GET /v1/openings query from",
            "GET /v1/openings query to",
            "GET /v1/reconciliation query from",
            "GET /v1/reconciliation query to",
            "GET /v1/refusals query from",
            "GET /v1/refusals query to"));
  }
}
