package dev.tallystick.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.scripted.GatewayTestClock;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.webhook.WebhookSecret;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The party's own systems are told of what happens, by calls that are signed and made again. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class GatewayWebhookTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @Inject DataSource database;

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile int status = 204;
  private String webhook = "";
  private String secret = "";

  @SuppressWarnings("NullAway.Init") // Before each test.
  private HttpServer system;

  private record Call(String id, String timestamp, String signature, String body) {}

  @BeforeEach
  void begin() throws IOException {
    suite.reset();
    OwnSystem.enrol();
    system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    system.createContext("/", this::take);
    system.start();
    Response set = set("http://127.0.0.1:" + system.getAddress().getPort() + "/told");
    set.then().statusCode(201);
    webhook = set.jsonPath().getString("webhook");
    secret = set.jsonPath().getString("secret");
  }

  @AfterEach
  void end() {
    OwnSystem.as().delete("/v1/webhooks/" + webhook);
    system.stop(0);
  }

  private static Response set(String url) {
    return OwnSystem.post("/v1/webhooks", JsonObject.builder().put("url", url).build());
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      calls.add(
          new Call(
              String.valueOf(headers.getFirst("Webhook-Id")),
              String.valueOf(headers.getFirst("Webhook-Timestamp")),
              String.valueOf(headers.getFirst("Webhook-Signature")),
              body));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static String message(String topic, String about) {
    return "{\"about\":\"" + about + "\",\"type\":\"" + topic + "\",\"v\":1}";
  }

  private static String number() {
    return "ID" + UUID.randomUUID().toString().replace("-", "");
  }

  private Call awaitCall(String body) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> calls.stream().filter(call -> call.body().equals(body)).findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  private static long waiting(String webhook) {
    return OwnSystem.get("/v1/webhooks")
        .jsonPath()
        .getLong("webhooks.find { it.webhook == '" + webhook + "' }.waiting");
  }

  @Test
  void ownSystem_isToldOfAReportAndItsEnd_signed() {
    String order = OwnSystem.buy(number());
    Call opened = awaitCall(message("order.opened", order));
    OwnSystem.post(
            "/v1/orders/" + order + "/destruction",
            JsonObject.builder().put("reason", "TERM_ENDED").build())
        .then()
        .statusCode(200);
    awaitCall(message("order.destroyed", order));

    assertThat(opened.signature())
        .isEqualTo(
            WebhookSecret.parse(secret)
                .signature(
                    opened.id(),
                    Long.parseLong(opened.timestamp()),
                    opened.body().getBytes(UTF_8)));
    await().atMost(PATIENCE).until(() -> waiting(webhook), left -> left == 0);
    OwnSystem.get("/v1/webhooks").then().body("webhooks[0].secret", equalTo(null));
  }

  @Test
  void notice_isTold() {
    String value = number();
    String order = OwnSystem.buy(value);
    String notice =
        suite.duties().notify(suite.duties().subject(value), OwnSystem.event(order), "CORRECTED");

    awaitCall(message("notice.due", notice));
  }

  @Test
  void messageThatIsNotTaken_comesAgainUnderItsId_andTheNextOnesWait() {
    status = 503;
    String first = OwnSystem.buy(number());
    Call failed = awaitCall(message("order.opened", first));
    String second = OwnSystem.buy(number());
    await().atMost(PATIENCE).until(() -> waiting(webhook), left -> left >= 2);
    assertThat(calls).noneMatch(call -> call.body().contains(second));
    status = 204;
    GatewayTestClock.pass(Duration.ofMinutes(2));

    awaitCall(message("order.opened", second));

    List<Call> ofFirst = calls.stream().filter(call -> call.body().contains(first)).toList();
    assertThat(ofFirst).hasSizeGreaterThan(1).allMatch(call -> call.id().equals(failed.id()));
    await().atMost(PATIENCE).until(() -> waiting(webhook), left -> left == 0);
  }

  @Test
  void systemThatHasFailedForADay_isOff() {
    status = 500;
    String order = OwnSystem.buy(number());
    awaitCall(message("order.opened", order));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                OwnSystem.get("/v1/webhooks")
                    .jsonPath()
                    .getString("webhooks.find { it.webhook == '" + webhook + "' }.failingSince"),
            since -> since != null);

    GatewayTestClock.pass(Duration.ofDays(1));

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                OwnSystem.get("/v1/webhooks")
                    .jsonPath()
                    .getString("webhooks.find { it.webhook == '" + webhook + "' }.offAt"),
            off -> off != null);
  }

  /** What it may lead to is judged when it is called; what it may be, when it is set. */
  @Test
  void machineThatIsNotMeant_isNotCalled() throws IOException {
    set("http://user:word@127.0.0.1/told").then().statusCode(422).body("field", equalTo("url"));
    set("ftp://127.0.0.1/told").then().statusCode(422).body("code", equalTo("WEBHOOK_INVALID"));
    ServerSocket machine = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    machine.setSoTimeout(1);
    // This machine by the name that stands for all of its addresses, which is none to be called.
    Response inside = set("https://0.0.0.0:" + machine.getLocalPort() + "/told");
    inside.then().statusCode(201);
    String id = inside.jsonPath().getString("webhook");

    String order = OwnSystem.buy(number());

    awaitCall(message("order.opened", order));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                OwnSystem.get("/v1/webhooks")
                    .jsonPath()
                    .getString("webhooks.find { it.webhook == '" + id + "' }.failingSince"),
            since -> since != null);
    assertThatThrownBy(machine::accept).isInstanceOf(SocketTimeoutException.class);
    machine.close();
    OwnSystem.as().delete("/v1/webhooks/" + id).then().statusCode(204);
    OwnSystem.as().delete("/v1/webhooks/" + id).then().statusCode(404);
  }

  @Test
  void secret_isStoredSealed() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select encode(secret, 'escape') from webhook limit 1")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).doesNotContain("whsec_").doesNotContain(secret.substring(6));
    }
  }
}
