package dev.tallystick.vault;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a person does with the token that speaks for them. */
public record CitizenDesk(String subject) {

  public String token() {
    return token(TestClock.get().instant());
  }

  /** A token of who has logged in at this time. */
  public String token(Instant authenticatedAt) {
    return Tokens.claims("citizen")
        .audience("data-vault")
        .claim("subject", subject)
        .claim("auth_time", authenticatedAt.getEpochSecond())
        .sign();
  }

  public Response post(String path, Map<String, ?> body, String... parameters) {
    return given()
        .auth()
        .oauth2(token())
        .contentType("application/json")
        .urlEncodingEnabled(false)
        .body(body)
        .post(path, (Object[]) parameters);
  }

  /** Asks what would go and confirms it; the answer to the first request if that is refused. */
  public Response erase(Map<String, ?> wish) {
    Map<String, Object> body = new HashMap<>(wish);
    body.put("scope", wish.containsKey("provider") ? "PROVIDER" : "ALL");
    Response told = post("/v1/me/erasures", body);
    if (told.statusCode() != 200) {
      return told;
    }
    body.put("confirm", told.jsonPath().getString("confirm"));
    return post("/v1/me/erasures", body);
  }

  public Response get(String path, String... parameters) {
    return given()
        .auth()
        .oauth2(token())
        .urlEncodingEnabled(false)
        .get(path, (Object[]) parameters);
  }

  @Override
  public String toString() {
    return "CitizenDesk[redacted]";
  }
}
