package dev.tallystick.audit;

import static org.assertj.core.api.Assertions.assertThat;

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
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(PackagedOidc.class)
class AuditServiceIT extends PackagedServiceRules {
  AuditServiceIT() {
    super("audit-service");
  }

  @Test
  void checkpoint_isSignedAndPublic() throws Exception {
    String origin = get("", "/log/checkpoint").body().lines().findFirst().orElseThrow();

    assertThat(get("", "/log/vkey").body()).startsWith(origin + "+");
  }

  @Test
  void feed_isGivenToAService() throws Exception {
    assertThat(get(tokens().ofService("consent-service"), "/v1/feed").statusCode()).isEqualTo(200);
    assertProblem(get(tokens().ofSubject("s"), "/v1/feed"), 403);
  }
}
