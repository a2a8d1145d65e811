package dev.tallystick.houserules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tallystick.dpop.ClientProofs;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.ServedApi.Operation;
import dev.tallystick.keys.ClientKey;
import io.restassured.RestAssured;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who is let in, for every operation that the service describes and for the framework's own paths.
 */
public abstract class SecurityRules {
  /** As bytes, so that it goes with every Content-Type. */
  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Who may read the description of the API. */
  private static final List<String> MEMBERS =
      List.of(
          "citizen", "platform", "bureau", "lender", "auditor", "regulator", "operator", "service");

  private static final String SCRAPER = "scraper";

  private static final List<String> ROLES =
      Stream.concat(MEMBERS.stream(), Stream.of(SCRAPER)).toList();

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

  /** Its secret lies on a machine that watches everything: what it opens is metrics alone. */
  @Test
  protected void scraper_readsMetricsOfOneServiceAndSpeaksForNobody() {
    assertThat(get(tokens.withRoles(SCRAPER), "/q/metrics").statusCode()).isEqualTo(200);
    assertRefused(get(tokens.withRoles(SCRAPER), "/q/openapi"), 403, "the description");
    String twice =
        tokens.plainClaims(SCRAPER).audience(Set.of(tokens.service(), "somebody-else")).sign();
    assertRefused(get(twice, "/q/metrics"), 401, "for two services");
    for (String claim : List.of("party", "staff", "subject", "audit_scope")) {
      String token =
          tokens.plainClaims(SCRAPER).audience(tokens.service()).claim(claim, "acme").sign();
      assertRefused(get(token, "/q/metrics"), 401, claim);
    }
  }

  @Test
  protected void metrics_countRefusalsForOperatorsAloneAndNameNobody() {
    assertRefused(get(tokens.withRoles("citizen"), "/q/metrics"), 403, "a citizen's scrape");
    assertRefused(get("", "/nowhere"), 404, "an unknown path");

    HttpResponse<String> scraped = get(tokens.withRoles("operator"), "/q/metrics");

    assertThat(scraped.statusCode()).isEqualTo(200);
    List<String> own =
        scraped.body().lines().filter(line -> line.startsWith("tallystick_")).toList();
    assertThat(own)
        .anyMatch(line -> line.startsWith("tallystick_refusals_total{code=\"NOT_FOUND\""));
    assertThat(own)
        .allMatch(line -> !line.contains("party=") && !line.contains("subject"))
        .noneMatch(line -> line.contains("sub_") || line.contains("rel_"));
    assertThat(scraped.body()).contains(meters().toArray(new String[0]));
    assertThat(MetricsPage.read().differences(tokens.service(), scraped.body())).isEmpty();
  }

  /** Beginnings of lines that this service's own meters have. */
  protected List<String> meters() {
    return List.of("tallystick_refusals_total{");
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

  @Test
  protected void boundToken_copiedToAnotherClient_isRefused() {
    String token = tokens.withRoles("lender");
    ClientProofs thief =
        new ClientProofs(ClientKey.draw(), InstantSource.system(), new SecureRandom());
    URI uri = uri("/q/openapi");

    assertThat(get(token, "/q/openapi").statusCode()).isEqualTo(200);
    assertStranger("as a bearer token", Map.of("Authorization", "Bearer " + token));
    assertStranger(
        "as a bearer token beside a proof of its owner",
        Map.of(
            "Authorization",
            "Bearer " + token,
            "DPoP",
            BoundRequests.proofs().proof("GET", uri, token)));
    assertStranger("without a proof", Map.of("Authorization", "DPoP " + token));
    assertStranger("with a proof by another key", thief.headers("GET", uri, token));
  }

  @Test
  protected void proof_thatWasSeenBefore_isRefused() {
    Map<String, String> headers =
        BoundRequests.proofs().headers("GET", uri("/q/openapi"), tokens.withRoles("lender"));

    assertThat(send(headers).statusCode()).isEqualTo(200);
    assertStranger("the same proof again", headers);
  }

  @Test
  protected void proof_ofAnotherRequestOrMadeUp_isRefused() {
    String token = tokens.withRoles("lender");
    String other = tokens.ofParty("lender", "somebody");
    URI uri = uri("/q/openapi");
    ClientProofs proofs = BoundRequests.proofs();
    Map<String, String> wrong = new HashMap<>();
    wrong.put("another method", proofs.proof("POST", uri, token));
    wrong.put("another path", proofs.proof("GET", uri("/q/metrics"), token));
    wrong.put(
        "another host",
        proofs.proof("GET", URI.create("http://elsewhere.example/q/openapi"), token));
    wrong.put("another token", proofs.proof("GET", uri, other));
    wrong.put("no token", proofs.proof("GET", uri));
    wrong.put("garbage", "garbage");
    wrong.put("empty", "");
    wrong.put("garbage of three parts", "a.b.c");
    wrong.put("JSON that is no proof", "e30.e30.e30");
    wrong.put("an access token", token);
    wrong.put("changed", changed(proofs.proof("GET", uri, token)));

    wrong.forEach(
        (what, proof) ->
            assertStranger(what, Map.of("Authorization", "DPoP " + token, "DPoP", proof)));
    HttpRequest two =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "DPoP " + token)
            .header("DPoP", proofs.proof("GET", uri, token))
            .header("DPoP", proofs.proof("GET", uri, token))
            .build();
    assertRefused(send(two), 401, "two proofs");
  }

  @Test
  protected void proof_ofAnotherTime_isRefused() {
    String token = tokens.withRoles("lender");
    for (Duration age :
        List.of(Duration.ofHours(1), Duration.ofSeconds(62), Duration.ofSeconds(-8))) {
      assertStranger(
          "a proof made " + age + " ago",
          BoundRequests.proofsOf(age).headers("GET", uri("/q/openapi"), token));
    }
  }

  @Test
  protected void token_thatItsBearerMayNotHaveLikeThat_isRefused() {
    String machine = tokens.plainClaims("bureau").audience(tokens.service()).sign();
    String twice =
        tokens.claims("lender").audience(Set.of(tokens.service(), "somebody-else")).sign();
    String service =
        tokens.plainClaims("service").audience(Set.of(tokens.service(), "somebody-else")).sign();
    URI uri = uri("/q/openapi");

    assertRefused(get(machine, "/q/openapi"), 401, "a party's machine without a bound token");
    assertStranger(
        "a person's token with a proof",
        BoundRequests.proofs().headers("GET", uri, tokens.withRoles("citizen")));
    assertRefused(get(twice, "/q/openapi"), 401, "a party's token for two services");
    assertRefused(get(service, "/q/openapi"), 401, "a service's token for two services");
  }

  @Test
  protected void staff_withoutASecondFactor_isRefused() {
    for (String role : List.of("auditor", "regulator", "operator")) {
      String password =
          tokens.plainClaims(role).audience(tokens.service()).claim("amr", List.of("pwd")).sign();
      String nothing = tokens.plainClaims(role).audience(tokens.service()).sign();

      assertRefused(get(password, "/q/openapi"), 401, role);
      assertRefused(get(nothing, "/q/openapi"), 401, role);
      assertThat(get(tokens.withRoles(role), "/q/openapi").statusCode()).as(role).isEqualTo(200);
    }
    JwtClaimsBuilder clerk =
        tokens
            .plainClaims("lender")
            .audience(tokens.service())
            .claim("party", "bank-1")
            .claim("staff", "st-1");
    assertRefused(get(clerk.sign(), "/q/openapi"), 401, "a clerk");
    assertThat(get(clerk.claim("amr", List.of("pwd", "otp")).sign(), "/q/openapi").statusCode())
        .isEqualTo(200);
  }

  private static void assertStranger(String what, Map<String, String> headers) {
    assertRefused(send(headers), 401, what);
  }

  private static HttpResponse<String> send(Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("/q/openapi"));
    headers.forEach(request::header);
    return send(request.build());
  }

  /** With the first character of the signature changed. */
  private static String changed(String jwt) {
    int at = jwt.lastIndexOf('.') + 1;
    return jwt.substring(0, at) + (jwt.charAt(at) == 'A' ? 'B' : 'A') + jwt.substring(at + 1);
  }

  /** What is described and not public, and the framework's paths, which nobody describes. */
  private List<Operation> protectedOperations() {
    List<Operation> operations = new ArrayList<>(api.operations());
    operations.removeIf(operation -> open.contains(operation.name()));
    operations.add(frameworkPath("/q/metrics", List.of("operator", SCRAPER)));
    operations.add(frameworkPath("/q/openapi", MEMBERS));
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
    return send(BoundRequests.authorized(request.build(), token));
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
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
