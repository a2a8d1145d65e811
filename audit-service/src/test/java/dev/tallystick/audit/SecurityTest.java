package dev.tallystick.audit;

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
@WithTestResource(OidcWiremockTestResource.class)
class SecurityTest extends SecurityRules {
  SecurityTest() {
    super(
        "audit-service",
        Set.of(
            "GET /log/checkpoint",
            "GET /log/vkey",
            "GET /log/keys",
            "GET /log/policy",
            "GET /log/tile/{path}",
            "GET /index/root",
            "GET /index/roots",
            "GET /index/sealed",
            "GET /v1/boards/bureaus",
            "GET /v1/boards/channels",
            "GET /v1/boards/joint-loans",
            "GET /v1/boards/loan-costs"));
  }

  @Override
  protected List<String> meters() {
    return List.of("tallystick_refusals_total{", "tallystick_log_tree_size");
  }
}
