package dev.tallystick.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an administrator does at a real Keycloak is told in the log, within half a minute. */
@ExtendWith(Suite.Extension.class)
class ConsoleActsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A look comes every ten seconds, and a slow machine needs a while to log what it finds. */
  private static final int DEADLINE_SECONDS = 60;

  private final Suite suite;
  private final HttpClient http = HttpClient.newHttpClient();

  ConsoleActsIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void ready() throws Exception {
    suite.ready();
  }

  @Test
  void accountThatGetsAPowerfulRole_andIsGoneAgain_isTold() throws Exception {
    long before = logSize();
    String created =
        keycloak("POST", "/users", "{\"username\":\"a-second-operator\",\"enabled\":true}")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String id = created.substring(created.lastIndexOf('/') + 1);
    String role = keycloak("GET", "/roles/operator", "").body();
    keycloak("POST", "/users/" + id + "/role-mappings/realm", "[" + role + "]");
    keycloak("DELETE", "/users/" + id, "");

    await()
        .atMost(DEADLINE_SECONDS, SECONDS)
        .untilAsserted(
            () ->
                assertThat(acts(before, "users/" + id))
                    .containsExactly(
                        "KEYCLOAK.CREATE.USER users/" + id,
                        "KEYCLOAK.CREATE.REALM_ROLE_MAPPING users/" + id + "/role-mappings/realm",
                        "KEYCLOAK.DELETE.USER users/" + id));
  }

  @Test
  void personAddedByTheCommandLine_isToldToo() throws Exception {
    long before = logSize();
    Command.Result added =
        suite
            .command()
            .run(
                "identity",
                "add",
                "olga",
                "--role",
                "citizen",
                "--identifier",
                "ID_CARD:999999198808083314");
    assertThat(added.exitCode()).as(added.output()).isZero();
    String id =
        JSON.readTree(keycloak("GET", "/users?username=olga", "").body()).at("/0/id").asText();

    await()
        .atMost(DEADLINE_SECONDS, SECONDS)
        .untilAsserted(() -> assertThat(acts(before, "users/" + id)).isNotEmpty());
  }

  /** Acts in the console whose target begins so, as the log tells them since then, in its order. */
  private List<String> acts(long from, String target) throws Exception {
    return Suite.read(
            suite.address("AUDIT_URL") + "/v1/openings?from=%d&to=%d".formatted(from, logSize()),
            suite.token("auditor"))
        .lines()
        .map(ConsoleActsIT::json)
        .map(line -> line.findParent("origin"))
        .filter(Objects::nonNull)
        .filter(data -> data.path("origin").asText().equals("CONSOLE"))
        .filter(data -> data.path("target").asText().startsWith(target))
        .map(data -> data.path("act").asText() + " " + data.path("target").asText())
        .toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long logSize() throws Exception {
    String checkpoint = Suite.read(suite.address("AUDIT_URL") + "/log/checkpoint", "");
    return Long.parseLong(checkpoint.lines().skip(1).findFirst().orElseThrow());
  }

  private HttpResponse<String> keycloak(String method, String path, String body) throws Exception {
    String realm = suite.address("OIDC_URL");
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(realm.replace("/realms/", "/admin/realms/") + path))
                .header("Authorization", "Bearer " + administrator(realm))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(method + " " + path).isBetween(200, 204);
    return answer;
  }

  private String administrator(String realm) throws Exception {
    String form =
        Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                "admin",
                "password",
                Secrets.in(SuiteFolder.existing(suite.command().home()).secrets())
                    .password("keycloak/admin"))
            .entrySet()
            .stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create(
                        realm.replaceAll("/realms/.*", "/realms/master")
                            + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(answer.body()).get("access_token").asText();
  }
}
