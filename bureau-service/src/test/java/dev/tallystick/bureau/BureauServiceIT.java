package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.houserules.PackagedOidc;
import dev.tallystick.houserules.PackagedServiceRules;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import org.junit.jupiter.api.Test;

/** The packaged service. */
@QuarkusIntegrationTest
@WithTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "packaged", value = "true"))
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(PackagedOidc.class)
class BureauServiceIT extends PackagedServiceRules {
  BureauServiceIT() {
    super("bureau-service");
  }

  @Test
  void tariffs_arePublic() throws Exception {
    assertProblem(get("", "/v1/tariffs?bureau=nobody"), 404);
  }

  @Test
  void products_areListedForALender() throws Exception {
    assertThat(get(tokens().ofParty("lender", "bank-of-the-test"), "/v1/products").statusCode())
        .isEqualTo(200);
  }
}
