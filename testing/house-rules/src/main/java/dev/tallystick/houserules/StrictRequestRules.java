package dev.tallystick.houserules;

import static dev.tallystick.houserules.ServedApi.member;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.houserules.ServedApi.Operation;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Nothing that a caller sends is read as something else, or passed over: each field of each body
 * with scalars of other types, and a query parameter that no operation has.
 */
public abstract class StrictRequestRules {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final RealmTokens tokens;
  private final ServedApi api;
  private final Set<String> readByOthers;

  /**
   * The rules for the service of this name.
   *
   * @param readByOthers operations whose body a reader of its own takes, which has tests of its own
   */
  protected StrictRequestRules(String service, Set<String> readByOthers) {
    this.tokens = new RealmTokens(service);
    this.api = new ServedApi(tokens);
    this.readByOthers = Set.copyOf(readByOthers);
  }

  @Test
  protected void scalarOfAnotherType_isRefusedByName_inEachField() {
    Map<String, ?> schemas = api.schemas();
    List<String> wrong = new ArrayList<>();
    int fields = 0;
    for (Operation operation : api.operations()) {
      Map<String, ?> body =
          member(
              member(
                  member(member(operation.description(), "requestBody"), "content"),
                  "application/json"),
              "schema");
      if (body.isEmpty() || readByOthers.contains(operation.name())) {
        continue;
      }
      for (WrongScalars.Case sent : WrongScalars.of(body, schemas)) {
        fields++;
        HttpResponse<String> answer = send(operation, "", token(operation), sent.body());
        if (!isRefusal(answer, "MALFORMED_JSON", sent.field(), "type")) {
          wrong.add(operation.name() + " " + sent.body() + ": " + told(answer));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(fields).as("fields that were tried").isPositive();
  }

  @Test
  protected void unknownQueryParameter_isRefusedByName_byEachOperation() {
    List<String> wrong = new ArrayList<>();
    for (Operation operation : api.operations()) {
      HttpResponse<String> answer = send(operation, "?fromm=2026-01-01", token(operation), "{}");
      if (!isRefusal(answer, "MALFORMED_PARAMETER", "fromm", "known-parameter")) {
        wrong.add(operation.name() + ": " + told(answer));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private String token(Operation operation) {
    if (operation.isPublic()) {
      return "";
    }
    String role = operation.roles().iterator().next();
    JwtClaimsBuilder claims = tokens.claims(role).audience(tokens.service());
    switch (role) {
      case "citizen" -> claims.claim("subject", "sub_" + subject());
      case "platform", "bureau", "lender" -> claims.claim("party", "party-1");
      case "auditor" -> claims.claim("audit_scope", "*");
      default -> {}
    }
    return claims.sign();
  }

  /** Another one for each request: each has so many in a minute, and may add so much in a day. */
  private static String subject() {
    return UUID.randomUUID().toString().replaceAll("[-0189]", "a").substring(0, 26);
  }

  private static boolean isRefusal(
      HttpResponse<String> answer, String code, String field, String rule) {
    if (answer.statusCode() != 400) {
      return false;
    }
    try {
      JsonObject problem = (JsonObject) CanonicalJson.parseMessage(answer.body().getBytes(UTF_8));
      return problem.getString("code").equals(code)
          && problem.findString("field").equals(Optional.of(field))
          && problem.findString("rule").equals(Optional.of(rule));
    } catch (MalformedJsonException e) {
      return false;
    }
  }

  private static String told(HttpResponse<String> answer) {
    return answer.statusCode()
        + " "
        + answer.body().substring(0, Math.min(200, answer.body().length()));
  }

  private static HttpResponse<String> send(
      Operation operation, String query, String token, String body) {
    URI uri =
        URI.create(
            "http://localhost:"
                + RestAssured.port
                + operation.path().replaceAll("\\{[^}]+}", "x")
                + query);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (Set.of("POST", "PUT", "PATCH").contains(operation.method())) {
      request
          .header("Content-Type", operation.bodyType())
          .header("Idempotency-Key", UUID.randomUUID().toString())
          .method(operation.method(), BodyPublishers.ofString(body));
    } else {
      request.method(operation.method(), BodyPublishers.noBody());
    }
    try {
      return HTTP.send(BoundRequests.authorized(request.build(), token), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
