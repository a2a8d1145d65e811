package dev.tallystick.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PackagedOidc;
import dev.tallystick.houserules.PackagedServiceRules;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import org.junit.jupiter.api.Test;

/** The packaged service. */
@QuarkusIntegrationTest
@WithTestResource(
    value = VaultWorld.class,
    initArgs = @ResourceArg(name = "packaged", value = "true"))
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(PackagedOidc.class)
class DataVaultIT extends PackagedServiceRules {
  DataVaultIT() {
    super("data-vault");
  }

  @Test
  void schemas_areShippedAndPublic() throws Exception {
    assertThat(get("", "/v1/schemas").body()).contains("LOAN.PERFORMANCE");
    assertThat(get("", "/v1/schemas/LOAN.PERFORMANCE/1").statusCode()).isEqualTo(200);
    assertProblem(get("", "/v1/schemas/LOAN.PERFORMANCE/99"), 404);
  }

  @Test
  void rotations_areListedForTheOperator() throws Exception {
    assertThat(get(tokens().withRoles("operator"), "/v1/keys/rotations").statusCode())
        .isEqualTo(200);
  }
}
