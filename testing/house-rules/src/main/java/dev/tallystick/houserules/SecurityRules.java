package dev.tallystick.houserules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.ServedApi.Operation;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
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

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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
        assertThat(call("", operation).statusCode()).as(operation.name()).isNotIn(401, 403);
      }
    }
  }

  @Test
  protected void withoutToken_everyOtherOperationIsRefused() {
    for (Operation operation : protectedOperations()) {
      assertRefused(call("", operation), 401, operation.name());
    }
  }

  @Test
  protected void withTokenForAnotherService_everyOtherOperationIsRefused() {
    String forNobody = tokens.claims("operator").sign();
    String stolen = tokens.forAnotherService(ROLES.toArray(String[]::new));
    for (Operation operation : protectedOperations()) {
      assertRefused(call(stolen, operation), 401, operation.name());
      assertRefused(call(forNobody, operation), 401, operation.name());
      assertRefused(call("x.y.z", operation), 401, operation.name());
    }
  }

  @Test
  protected void withAnotherRole_everyOtherOperationIsRefused() {
    Map<String, String> signed = new HashMap<>();
    for (Operation operation : protectedOperations()) {
      assertThat(operation.roles()).as("%s names its roles", operation.name()).isNotEmpty();
      List<String> others = new ArrayList<>(ROLES);
      others.removeAll(operation.roles());
      others.add("stranger");
      for (String role : others) {
        String token = signed.computeIfAbsent(role, tokens::withRoles);
        HttpResponse<String> response = call(token, operation);
        assertRefused(response, 403, operation.name() + " as " + role);
      }
    }
  }

  @Test
  protected void frameworkPaths_areOpenToWhomTheyAreFor() {
    String operator = tokens.withRoles("operator");

    assertThat(get("", "/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("", "/q/health/live").statusCode()).isEqualTo(200);
    assertThat(get(operator, "/q/metrics").statusCode()).isEqualTo(200);
    assertRefused(get(operator, "/q/elsewhere"), 403, "an unnamed framework path");
    assertRefused(get("", "/nowhere"), 404, "an unknown path");
  }

  @Test
  protected void serviceTokenThatSpeaksForOthers_isRefused() {
    for (String claim : List.of("party", "staff", "subject", "audit_scope")) {
      String token =
          tokens.claims("service").audience(tokens.service()).claim(claim, "acme").sign();
      assertRefused(get(token, "/q/openapi"), 401, claim);
    }
    String lender = tokens.claims("lender").audience(tokens.service()).claim("party", "p").sign();
    assertThat(get(lender, "/q/openapi").statusCode()).isEqualTo(200);
    assertThat(get(tokens.withRoles("service"), "/q/openapi").statusCode()).isEqualTo(200);
  }

  /** What is public may say how long it is kept; nothing else is kept by a cache or a browser. */
  @Test
  protected void answers_areKeptByNobodyUnlessTheyArePublic() {
    String everybody = tokens.withRoles(ROLES.toArray(String[]::new));
    for (Operation operation : protectedOperations()) {
      assertNotKept(call("", operation), operation.name());
      if (operation.method().equals("GET")) {
        assertNotKept(call(everybody, operation), operation.name());
      }
    }
    assertNotKept(get("", "/q/health"), "health");
    assertNotKept(get("", "/nowhere"), "an unknown path");
    for (Operation operation : api.operations()) {
      if (operation.isPublic()) {
        HttpResponse<String> answer = call("", operation);
        assertThat(answer.headers().firstValue("X-Content-Type-Options"))
            .as(operation.name())
            .contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).as(operation.name()).isPresent();
      }
    }
  }

  private static void assertNotKept(HttpResponse<String> answer, String what) {
    assertThat(answer.headers().firstValue("Cache-Control")).as(what).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).as(what).contains("nosniff");
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

  private static HttpResponse<String> get(String token, String path) {
    return send(token, HttpRequest.newBuilder(uri(path)).GET());
  }

  private static HttpResponse<String> call(String token, Operation operation) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(operation.path().replaceAll("\\{[^}]+}", "x")));
    if (Set.of("POST", "PUT", "PATCH").contains(operation.method())) {
      request
          .header("Content-Type", operation.bodyType())
          .method(operation.method(), BodyPublishers.ofByteArray(EMPTY_OBJECT));
    } else {
      request.method(operation.method(), BodyPublishers.noBody());
    }
    return send(token, request);
  }

  private static URI uri(String path) {
    return URI.create("http://localhost:" + RestAssured.port + path);
  }

  /** By the JDK's client: a few hundred calls take REST Assured half a minute. */
  private static HttpResponse<String> send(String token, HttpRequest.Builder request) {
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void assertRefused(HttpResponse<String> response, int status, String what) {
    assertThat(response.statusCode()).as(what).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .as(what)
        .contains("application/problem+json");
    // Not by REST Assured's JsonPath, whose Groovy takes longer than all the calls.
    assertThatCode(
            () -> {
              JsonObject problem =
                  (JsonObject) CanonicalJson.parseMessage(response.body().getBytes(UTF_8));
              assertThat(problem.getInteger("status")).isEqualTo(status);
              assertThat(problem.getString("code")).isNotBlank();
            })
        .as(what)
        .doesNotThrowAnyException();
  }
}
