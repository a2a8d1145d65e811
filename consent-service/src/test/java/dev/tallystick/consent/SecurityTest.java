package dev.tallystick.consent;

import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.SecurityRules;
import dev.tallystick.houserules.log.LogResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.List;
import java.util.Set;

/** Who is let in. What a stranger may ask for is listed here. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SecurityTest extends SecurityRules {
  SecurityTest() {
    super(
        "consent-service",
        Set.of(
            "GET /.well-known/jwks.json",
            "GET /v1/packs",
            "GET /v1/packs/schema",
            "GET /v1/packs/{digest}",
            "GET /v1/packs/{digest}/difference",
            "GET /v1/publications",
            "GET /v1/publications/{party}",
            "GET /v1/scoreboard",
            "GET /v1/scoreboard/receipts/{eventId}",
            "GET /v1/traffic"));
  }

  @Override
  protected List<String> meters() {
    return List.of(
        "tallystick_refusals_total{",
        "tallystick_duties_open{kind=\"OBJECTION\"",
        "tallystick_outbox_age_seconds");
  }
}
