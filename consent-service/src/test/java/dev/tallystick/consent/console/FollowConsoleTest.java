package dev.tallystick.consent.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.ServiceHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator does in Keycloak's console is in the log at the next look, each once. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class FollowConsoleTest {
  private static final String ADMIN = UUID.randomUUID().toString();

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject ConsoleActRepository told;
  @Inject ConsentEventPublisher events;
  @Inject ObjectMapper json;

  private final List<String> recorded = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer keycloak;
  private FollowConsoleJob job;

  @BeforeEach
  void provider() throws Exception {
    keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keycloak.createContext(
        "/admin/realms/tallystick/admin-events",
        exchange -> {
          asked.add(exchange.getRequestURI().getQuery());
          byte[] body = ("[" + String.join(",", recorded) + "]").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    keycloak.start();
    URI url =
        URI.create(
            "http://127.0.0.1:" + keycloak.getAddress().getPort() + "/admin/realms/tallystick");
    ServiceHttp http = new ServiceHttp("keycloak", url, () -> "a-token");
    job =
        new FollowConsoleJob(
            new ConsoleActs(() -> http, json), told, events, new ConsoleAt(Optional.of(url)));
    log.faults().goAway(false);
  }

  @AfterEach
  void stop() {
    keycloak.stop(0);
  }

  private record ConsoleAt(Optional<URI> url) implements ConsoleConfig {
    @Override
    public String lookEvery() {
      return "10s";
    }
  }

  private static String act(String id, long millis, String operation, String path) {
    return """
        {"id":"%s","time":%d,"realmId":"r","operationType":"%s","resourceType":"USER",
        "resourcePath":"%s","representation":"{\\"email\\":\\"ada@people.example\\"}",
        "authDetails":{"realmId":"master","clientId":"c","userId":"%s","ipAddress":"127.0.0.1"}}"""
        .formatted(id, millis, operation, path, ADMIN);
  }

  private List<ScriptedEvent> told(long millis) {
    return log.entries("admin.acted").stream()
        .filter(
            entry ->
                entry
                    .event()
                    .data()
                    .findString("at")
                    .filter(at -> Instant.parse(at).toEpochMilli() == millis)
                    .isPresent())
        .toList();
  }

  @Test
  void act_isInTheLogOnceWithItsAccountForAuditors() {
    long millis = Instant.now().toEpochMilli();
    String user = UUID.randomUUID().toString();
    recorded.add(act(UUID.randomUUID().toString(), millis, "UPDATE", "users/" + user));

    job.look();
    job.look();

    assertThat(told(millis)).hasSize(1);
    JsonObject data = told(millis).get(0).event().data();
    assertThat(data.getString("act")).isEqualTo("KEYCLOAK.UPDATE.USER");
    assertThat(data.getString("origin")).isEqualTo("CONSOLE");
    assertThat(data.getString("target")).isEqualTo("users/" + user);
    assertThat(told(millis).get(0).event().internal().orElseThrow().getString("staff"))
        .isEqualTo(ADMIN);
    assertThat(told(millis).get(0).event().toRequestJson())
        .as("what was changed stays at the provider")
        .asString(StandardCharsets.UTF_8)
        .doesNotContain("people.example");
  }

  @Test
  void act_isToldLaterWhenTheLogIsAway() {
    long millis = Instant.now().toEpochMilli() + 1;
    recorded.add(act(UUID.randomUUID().toString(), millis, "DELETE", "users/" + UUID.randomUUID()));
    log.faults().goAway(true);

    job.look();
    log.faults().goAway(false);

    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(told(millis)).hasSize(1));
    job.look();
    assertThat(told(millis)).hasSize(1);
  }

  @Test
  void look_goesOnFromTheNewest() {
    long millis = Instant.now().toEpochMilli() + 2;
    recorded.add(act(UUID.randomUUID().toString(), millis, "CREATE", "users/" + UUID.randomUUID()));
    job.look();
    asked.clear();

    job.look();

    assertThat(asked.get(0)).contains("direction=asc").contains("dateFrom=");
    long from = Long.parseLong(asked.get(0).replaceAll(".*dateFrom=([0-9]+).*", "$1"));
    assertThat(from).isBetween(millis - 120_000, millis);
  }

  @Test
  void target_endsWhereSomebodysWordsBegin() {
    UUID id = UUID.randomUUID();

    assertThat(target("users/" + id + "/role-mappings/realm"))
        .contains("users/" + id + "/role-mappings/realm");
    assertThat(target("identity-provider/instances/Ada Brook"))
        .contains("identity-provider/instances");
    assertThat(target("ada@people.example")).isEmpty();
  }

  private static Optional<String> target(String path) {
    return new ConsoleAct("1", Instant.EPOCH, ADMIN, "UPDATE", "USER", path).target();
  }
}
