package dev.tallystick.consent;

import static io.restassured.RestAssured.given;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Requests as callers of the service make them. */
public final class Api {
  private Api() {}

  /** Posts JSON under a new key. */
  public static Response post(String token, String path, JsonObject body) {
    return post(token, path, UUID.randomUUID().toString(), body);
  }

  /** Posts JSON under a key. */
  public static Response post(String token, String path, String key, JsonObject body) {
    return authorized(token)
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(CanonicalJson.text(body))
        .post(path);
  }

  /** Posts nothing, without a key: what somebody sends who only wants it to stop. */
  public static Response postWithoutKey(String token, String path) {
    return authorized(token).noContentType().post(path);
  }

  public static Response get(String token, String path) {
    return authorized(token).get(path);
  }

  private static RequestSpecification authorized(String token) {
    return given().urlEncodingEnabled(false).auth().oauth2(token);
  }
}
