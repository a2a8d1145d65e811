package dev.tallystick.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client of the realm that a careless administrator has made: it lets everybody in by a password
 * alone, and its tokens have all else that tokens of people have.
 */
final class PasswordOnlyClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "password-only";
  private static final String SECRET = "made-by-a-careless-administrator";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Suite suite;
  private final String server;

  private PasswordOnlyClient(Suite suite) throws Exception {
    this.suite = suite;
    this.server = suite.address("OIDC_URL").replace("/realms/tallystick", "");
  }

  /** Has it made on the suite's Keycloak. */
  static PasswordOnlyClient make(Suite suite) throws Exception {
    PasswordOnlyClient made = new PasswordOnlyClient(suite);
    String flow = made.flow();
    JsonNode usual = JSON.readTree(made.admin("GET", "/clients?clientId=demo-cli", "")).get(0);
    ObjectNode client = usual.deepCopy();
    client.remove("id");
    client.path("protocolMappers").forEach(mapper -> ((ObjectNode) mapper).remove("id"));
    client.put("clientId", NAME).put("secret", SECRET);
    client.putObject("authenticationFlowBindingOverrides").put("direct_grant", flow);
    made.admin("POST", "/clients", client.toString());
    return made;
  }

  /** A flow of user name and password; its id. */
  private String flow() throws Exception {
    String flows = "/authentication/flows";
    String alias = "password-alone";
    admin(
        "POST",
        flows,
        "{\"alias\":\"%s\",\"providerId\":\"basic-flow\",\"topLevel\":true,\"builtIn\":false}"
            .formatted(alias));
    for (String step : new String[] {"username", "password"}) {
      admin(
          "POST",
          flows + "/" + alias + "/executions/execution",
          "{\"provider\":\"direct-grant-validate-%s\"}".formatted(step));
    }
    String id = "";
    for (JsonNode step : JSON.readTree(admin("GET", flows + "/" + alias + "/executions", ""))) {
      String required = ((ObjectNode) step).put("requirement", "REQUIRED").toString();
      admin("PUT", flows + "/" + alias + "/executions", required);
    }
    for (JsonNode each : JSON.readTree(admin("GET", flows, ""))) {
      if (each.path("alias").asText().equals(alias)) {
        id = each.get("id").asText();
      }
    }
    return id;
  }

  /** A genuine token of one of the staff, who gave no one-time code. */
  String token(String name) throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "password");
    form.put("client_id", NAME);
    form.put("client_secret", SECRET);
    form.put("username", name);
    form.put("password", secret(name));
    JsonNode answer = JSON.readTree(post("tallystick", form));
    String token = answer.path("access_token").asText();
    assertThat(token).as("Keycloak gives a token for a password: %s", answer).isNotEmpty();
    assertThat(Suite.claims(token).path("amr").toString()).doesNotContain("otp");
    return token;
  }

  private String secret(String name) throws Exception {
    for (String line : Files.readAllLines(suite.command().home().resolve("secrets.properties"))) {
      if (line.startsWith(name + "=")) {
        return line.substring(name.length() + 1);
      }
    }
    throw new AssertionError("no password of " + name);
  }

  private String admin(String method, String path, String body) throws Exception {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "password");
    form.put("client_id", "admin-cli");
    form.put("username", "admin");
    form.put("password", secret("keycloak/admin"));
    String token = JSON.readTree(post("master", form)).path("access_token").asText();
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(server + "/admin/realms/tallystick" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode())
        .as("%s %s: %s", method, path, answer.body())
        .isBetween(200, 299);
    return answer.body();
  }

  private String post(String realm, Map<String, String> form) throws Exception {
    String body =
        form.entrySet().stream()
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return http.send(
            HttpRequest.newBuilder(
                    URI.create(server + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
