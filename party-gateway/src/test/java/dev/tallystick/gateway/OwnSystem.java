package dev.tallystick.gateway;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.ScriptedBureau;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** A system of the party that speaks with its gateway by the local key. */
final class OwnSystem {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private OwnSystem() {}

  static Path keyFile() {
    return Path.of(
        ConfigProvider.getConfig().getValue("tallystick.gateway.local-key-file", String.class));
  }

  static RequestSpecification as() {
    try {
      return given()
          .urlEncodingEnabled(false)
          .header("Authorization", "Bearer " + Files.readString(keyFile()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Response get(String path) {
    return as().get(path);
  }

  static Response post(String path, JsonObject body) {
    return post(path, body, UUID.randomUUID().toString());
  }

  static Response post(String path, JsonObject body, String key) {
    return as().header("Idempotency-Key", key)
        .contentType("application/json")
        .body(CanonicalJson.text(body))
        .post(path);
  }

  /** Does what nobody else may: damages what is stored. Tells how many rows there were. */
  static int asSuperuser(String sql) throws SQLException {
    Config config = ConfigProvider.getConfig();
    try (Connection connection =
            DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("tallystick.test.superuser", String.class),
                config.getValue("tallystick.test.superuser-password", String.class));
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Enrols the gateway's keys, unless another test has. */
  static void enrol() {
    if (get("/v1/keys").jsonPath().getString("keys[0].registeredAt") == null) {
      post("/v1/keys/enrolment", JsonObject.builder().put("code", "K7Q2-MW4P").build())
          .then()
          .statusCode(201);
    }
  }

  static JsonObject person(String value) {
    return JsonObject.builder().put("scheme", "ID_CARD").put("value", value).build();
  }

  static JsonObject.Builder order() {
    return JsonObject.builder()
        .put("bureau", ScriptedSuite.BUREAU)
        .put("product", ScriptedBureau.PRODUCT)
        .put("purpose", "LOAN_APPROVAL");
  }

  /** An order about a person on a consent that they have given elsewhere. */
  static JsonObject order(String value) {
    return order()
        .put("person", person(value))
        .put("consent", "con_" + ScriptedBureau.PRODUCT.substring(4))
        .build();
  }

  static String place(JsonObject order) {
    Response answer = post("/v1/orders", order);
    answer.then().statusCode(202);
    return answer.jsonPath().getString("order");
  }

  static String state(String order) {
    return get("/v1/orders/" + order).jsonPath().getString("state");
  }

  /** Waits until an order has come to this state. */
  static void awaitState(String order, String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> state(order), state::equals);
  }

  /** Buys a report about a person. */
  static String buy(String value) {
    String order = place(order(value));
    awaitState(order, "ACKNOWLEDGED");
    return order;
  }

  static String event(String order) {
    return get("/v1/orders/" + order).jsonPath().getString("eventId");
  }

  /** The party that lacks its half of a difference, by what it is about; empty if there is none. */
  static String lacks(String kind, String about) {
    List<Map<String, String>> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page = get("/v1/ledger/differences?kind=" + kind + cursor).jsonPath();
      found.addAll(page.getList("differences"));
      cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
    } while (!cursor.isEmpty());
    return found.stream()
        .filter(each -> about.equals(each.get("about")))
        .map(each -> each.get("lacks"))
        .findFirst()
        .orElse("");
  }

  static void awaitLacks(String kind, String about, String party) {
    await().atMost(PATIENCE).until(() -> lacks(kind, about), party::equals);
  }
}
