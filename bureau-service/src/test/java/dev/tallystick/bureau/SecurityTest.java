package dev.tallystick.bureau;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.ServedApi.Operation;
import dev.tallystick.bureau.market.MarketResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Who is let in, for every operation that the service describes and for the framework's own paths.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SecurityTest {
  /** What a stranger may ask for. Everything else needs a token. */
  private static final Set<String> PUBLIC = Set.of("GET /v1/tariffs");

  private static final List<String> ROLES =
      List.of(
          "citizen", "platform", "bureau", "lender", "auditor", "regulator", "operator", "service");

  @Test
  void publicOperations_areThoseOfTheTable() {
    assertThat(ServedApi.operations())
        .filteredOn(Operation::isPublic)
        .extracting(Operation::name)
        .containsExactlyInAnyOrderElementsOf(PUBLIC);
    for (Operation operation : ServedApi.operations()) {
      if (operation.isPublic()) {
        assertThat(call(given(), operation).statusCode()).as(operation.name()).isNotIn(401, 403);
      }
    }
  }

  @Test
  void withoutToken_everyOtherOperationIsRefused() {
    for (Operation operation : protectedOperations()) {
      assertRefused(call(given(), operation), 401, operation.name());
    }
  }

  @Test
  void withTokenForAnotherService_everyOtherOperationIsRefused() {
    String forNobody = Tokens.claims("operator").sign();
    for (Operation operation : protectedOperations()) {
      String stolen = Tokens.forAnotherService(ROLES.toArray(String[]::new));
      assertRefused(call(bearer(stolen), operation), 401, operation.name());
      assertRefused(call(bearer(forNobody), operation), 401, operation.name());
      assertRefused(call(bearer("x.y.z"), operation), 401, operation.name());
    }
  }

  @Test
  void withAnotherRole_everyOtherOperationIsRefused() {
    for (Operation operation : protectedOperations()) {
      assertThat(operation.roles()).as("%s names its roles", operation.name()).isNotEmpty();
      List<String> others = new ArrayList<>(ROLES);
      others.removeAll(operation.roles());
      others.add("stranger");
      for (String role : others) {
        Response response = call(bearer(Tokens.withRoles(role)), operation);
        assertRefused(response, 403, operation.name() + " as " + role);
      }
    }
  }

  @Test
  void frameworkPaths_areOpenToWhomTheyAreFor() {
    String operator = Tokens.withRoles("operator");

    assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(bearer(operator).get("/q/metrics").statusCode()).isEqualTo(200);
    assertRefused(bearer(operator).get("/q/elsewhere"), 403, "an unnamed framework path");
    assertRefused(given().get("/nowhere"), 404, "an unknown path");
  }

  @Test
  void serviceTokenThatSpeaksForOthers_isRefused() {
    for (String claim : List.of("party", "staff", "subject", "audit_scope")) {
      String token =
          Tokens.claims("service").audience("bureau-service").claim(claim, "acme").sign();
      assertRefused(bearer(token).get("/q/openapi"), 401, claim);
    }
    String lender = Tokens.claims("lender").audience("bureau-service").claim("party", "p").sign();
    assertThat(bearer(lender).get("/q/openapi").statusCode()).isEqualTo(200);
    assertThat(bearer(Tokens.withRoles("service")).get("/q/openapi").statusCode()).isEqualTo(200);
  }

  /** What is described and not public, and the framework's paths, which nobody describes. */
  private static List<Operation> protectedOperations() {
    List<Operation> operations = new ArrayList<>(ServedApi.operations());
    operations.removeIf(operation -> PUBLIC.contains(operation.name()));
    operations.add(frameworkPath("/q/metrics", List.of("operator")));
    operations.add(frameworkPath("/q/openapi", ROLES));
    return operations;
  }

  private static Operation frameworkPath(String path, List<String> roles) {
    return new Operation("GET", path, Map.of("security", List.of(Map.of("bearer", roles))));
  }

  private static RequestSpecification bearer(String token) {
    return given().auth().oauth2(token);
  }

  private static Response call(RequestSpecification request, Operation operation) {
    String path = operation.path().replaceAll("\\{[^}]+}", "x");
    if (Set.of("POST", "PUT", "PATCH").contains(operation.method())) {
      request.contentType(operation.bodyType()).body("{}");
    }
    return request.urlEncodingEnabled(false).request(operation.method(), path);
  }

  private static void assertRefused(Response response, int status, String what) {
    assertThat(response.statusCode()).as(what).isEqualTo(status);
    assertThat(response.contentType()).as(what).isEqualTo("application/problem+json");
    assertThat(response.jsonPath().getInt("status")).as(what).isEqualTo(status);
    assertThat(response.jsonPath().getString("code")).as(what).isNotBlank();
  }
}
