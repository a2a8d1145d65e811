package dev.tallystick.vault;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.OpenApiRules;
import dev.tallystick.houserules.RealmTokens;
import dev.tallystick.houserules.ServedApi;
import dev.tallystick.houserules.ServedApi.Operation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The committed openapi.yaml is what the service serves and what its code does. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class OpenApiTest extends OpenApiRules {
  OpenApiTest() {
    super(
        "data-vault",
        Set.of(),
        Set.of(
            "dev.tallystick.approvals.ApprovalResource",
            "dev.tallystick.approvals.ApprovalJson",
            "dev.tallystick.approvals.ApprovalsJson"));
  }

  /** What a path names may not be there, and what is sent may not be right. */
  @Test
  void refusalsThatFollowFromTheRequest_areDescribed() {
    for (Operation operation : new ServedApi(new RealmTokens("data-vault")).operations()) {
      List<String> refusals = new ArrayList<>();
      if (hasParameters(operation, "path")) {
        refusals.add("404");
      }
      if (operation.description().containsKey("requestBody") || hasParameters(operation, "query")) {
        refusals.add("422");
      }
      Object responses = requireNonNull(operation.description().get("responses"));
      assertThat(((Map<?, ?>) responses).keySet())
          .extracting(String::valueOf)
          .as(operation.name())
          .containsAll(refusals);
    }
  }

  @SuppressWarnings("unchecked")
  private static boolean hasParameters(Operation operation, String place) {
    Object parameters = operation.description().get("parameters");
    return parameters != null
        && ((List<Map<String, ?>>) parameters)
            .stream().anyMatch(one -> place.equals(one.get("in")));
  }
}
