package dev.tallystick.houserules;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.ServedApi.Operation;
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
public abstract class SecurityRules {
  /** As bytes, so that it goes with every Content-Type. */
  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  private static final List<String> ROLES =
      List.of(
          "citizen", "platform", "bureau", "lender", "auditor", "regulator", "operator", "service");

  private final RealmTokens tokens;
  private final ServedApi api;
  private final Set<String> open;

  /**
   * The rules for the service of this name.
   *
   * @param open what a stranger may ask for, such as {@code GET /log/checkpoint}; everything else
   *     needs a token
   */
  protected SecurityRules(String service, Set<String> open) {
    this.tokens = new RealmTokens(service);
    this.api = new ServedApi(tokens);
    this.open = Set.copyOf(open);
  }

  @Test
  protected void publicOperations_areThoseOfTheTable() {
    assertThat(api.operations())
        .filteredOn(Operation::isPublic)
        .extracting(Operation::name)
        .containsExactlyInAnyOrderElementsOf(open);
    for (Operation operation : api.operations()) {
      if (operation.isPublic()) {
        assertThat(call(given(), operation).statusCode()).as(operation.name()).isNotIn(401, 403);
      }
    }
  }

  @Test
  protected void withoutToken_everyOtherOperationIsRefused() {
    for (Operation operation : protectedOperations()) {
      assertRefused(call(given(), operation), 401, operation.name());
    }
  }

  @Test
  protected void withTokenForAnotherService_everyOtherOperationIsRefused() {
    String forNobody = tokens.claims("operator").sign();
    for (Operation operation : protectedOperations()) {
      String stolen = tokens.forAnotherService(ROLES.toArray(String[]::new));
      assertRefused(call(bearer(stolen), operation), 401, operation.name());
      assertRefused(call(bearer(forNobody), operation), 401, operation.name());
      assertRefused(call(bearer("x.y.z"), operation), 401, operation.name());
    }
  }

  @Test
  protected void withAnotherRole_everyOtherOperationIsRefused() {
    for (Operation operation : protectedOperations()) {
      assertThat(operation.roles()).as("%s names its roles", operation.name()).isNotEmpty();
      List<String> others = new ArrayList<>(ROLES);
      others.removeAll(operation.roles());
      others.add("stranger");
      for (String role : others) {
        Response response = call(bearer(tokens.withRoles(role)), operation);
        assertRefused(response, 403, operation.name() + " as " + role);
      }
    }
  }

  @Test
  protected void frameworkPaths_areOpenToWhomTheyAreFor() {
    String operator = tokens.withRoles("operator");

    assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(bearer(operator).get("/q/metrics").statusCode()).isEqualTo(200);
    assertRefused(bearer(operator).get("/q/elsewhere"), 403, "an unnamed framework path");
    assertRefused(given().get("/nowhere"), 404, "an unknown path");
  }

  @Test
  protected void serviceTokenThatSpeaksForOthers_isRefused() {
    for (String claim : List.of("party", "staff", "subject", "audit_scope")) {
      String token =
          tokens.claims("service").audience(tokens.service()).claim(claim, "acme").sign();
      assertRefused(bearer(token).get("/q/openapi"), 401, claim);
    }
    String lender = tokens.claims("lender").audience(tokens.service()).claim("party", "p").sign();
    assertThat(bearer(lender).get("/q/openapi").statusCode()).isEqualTo(200);
    assertThat(bearer(tokens.withRoles("service")).get("/q/openapi").statusCode()).isEqualTo(200);
  }

  /** What is described and not public, and the framework's paths, which nobody describes. */
  private List<Operation> protectedOperations() {
    List<Operation> operations = new ArrayList<>(api.operations());
    operations.removeIf(operation -> open.contains(operation.name()));
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
      request.contentType(operation.bodyType()).body(EMPTY_OBJECT.clone());
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
