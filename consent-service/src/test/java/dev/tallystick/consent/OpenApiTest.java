package dev.tallystick.consent;

import dev.tallystick.houserules.OpenApiRules;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.Set;

/** The committed openapi.yaml is what the service serves and what its code does. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class OpenApiTest extends OpenApiRules {
  OpenApiTest() {
    super(
        "consent-service",
        Set.of(),
        Set.of(
            "dev.tallystick.approvals.ApprovalResource",
            "dev.tallystick.approvals.ApprovalJson",
            "dev.tallystick.approvals.ApprovalsJson"));
  }
}
