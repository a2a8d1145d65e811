package dev.tallystick.bureau;

import static io.restassured.RestAssured.given;

import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;

/** A person who asks bureaus for their own report. */
record ReportedPerson(String subject) {
  /** Asks under a new key, having just logged in. */
  Response ask(String bureau, String channel) {
    return ask(request(bureau, channel).build());
  }

  Response ask(JsonObject request) {
    return ask(request, UUID.randomUUID().toString(), Duration.ZERO);
  }

  Response ask(JsonObject request, String key, Duration loggedInBefore) {
    long at = new MovableClock().instant().minus(loggedInBefore).getEpochSecond();
    String token =
        Tokens.claims("citizen")
            .audience("bureau-service")
            .claim("subject", subject)
            .claim("auth_time", at)
            .sign();
    return given()
        .auth()
        .oauth2(token)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(CanonicalJson.text(request))
        .post("/v1/me/self-reports");
  }

  static JsonObject.Builder request(String bureau, String channel) {
    return JsonObject.builder().put("bureau", bureau).put("channel", channel);
  }
}
