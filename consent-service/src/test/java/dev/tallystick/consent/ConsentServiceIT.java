package dev.tallystick.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PackagedOidc;
import dev.tallystick.houserules.PackagedServiceRules;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import org.junit.jupiter.api.Test;

/** The packaged service. */
@QuarkusIntegrationTest
@WithTestResource(LogResource.class)
@WithTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "packaged", value = "true"))
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(PackagedOidc.class)
class ConsentServiceIT extends PackagedServiceRules {
  ConsentServiceIT() {
    super("consent-service");
  }

  @Test
  void packs_areShippedAndPublic() throws Exception {
    assertThat(get("", "/v1/packs").body()).contains("\"digest\":");
    assertThat(get("", "/v1/packs/schema").statusCode()).isEqualTo(200);
    assertThat(get("", "/.well-known/jwks.json").body()).contains("\"crv\":\"Ed25519\"");
  }

  @Test
  void parties_areListedForAnAuditor() throws Exception {
    assertThat(get(tokens().withRoles("auditor"), "/v1/parties").statusCode()).isEqualTo(200);
  }
}
