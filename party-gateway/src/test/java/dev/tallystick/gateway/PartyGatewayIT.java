package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.houserules.PackagedOidc;
import dev.tallystick.houserules.PackagedServiceRules;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import org.junit.jupiter.api.Test;

/** The packaged gateway. */
@QuarkusIntegrationTest
@WithTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "packaged", value = "true"))
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(PackagedOidc.class)
class PartyGatewayIT extends PackagedServiceRules {
  PartyGatewayIT() {
    super("party-gateway");
  }

  @Test
  void status_isToldToTheParty() throws Exception {
    assertThat(get(tokens().ofParty("lender", "party-1"), "/v1/status").body())
        .contains("\"party\":\"party-1\"");
  }

  @Test
  void keys_showNoPrivateHalf() throws Exception {
    assertThat(get(tokens().ofParty("lender", "party-1"), "/v1/keys").body())
        .contains("\"kty\"")
        .doesNotContain("\"d\"");
  }
}
