package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * {@code deploy/realm/production.json} in a real Keycloak, beside the local realm: what it must not
 * have is not there, and a client that an administrator opens by mistake stays closed.
 */
@NotAudited("It is about tokens of another realm, and appends nothing.")
@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
class ProductionRealmIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REALM = "hardened";

  private final Suite suite;
  private final HttpClient http = HttpClient.newHttpClient();
  private String server = "";

  ProductionRealmIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void importRealm() throws Exception {
    suite.ready();
    server = suite.address("OIDC_URL").replace("/realms/tallystick", "");
    Path file =
        Path.of(System.getProperty("tallystick.root", ".."), "deploy/realm/production.json");
    ObjectNode realm = (ObjectNode) JSON.readTree(Files.readString(file));
    realm.put("realm", REALM);
    // The suite's Keycloak has no TLS.
    realm.put("sslRequired", "external");
    HttpResponse<String> made = admin("POST", "", realm.toString());
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
  }

  @AfterEach
  void removeRealm() throws Exception {
    admin("DELETE", "/" + REALM, "");
  }

  @Test
  void passwordGrant_isRefused_evenWhereAnAdministratorHasSwitchedItOn() throws Exception {
    HttpResponse<String> added =
        admin(
            "POST",
            "/" + REALM + "/users",
            "{\"username\":\"mallory\",\"enabled\":true,\"email\":\"m@people.example\",\"firstName\":\"M\",\"lastName\":\"M\","
                + "\"credentials\":[{\"type\":\"password\",\"value\":\"a-long-password\",\"temporary\":false}]}");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    HttpResponse<String> opened =
        admin(
            "POST",
            "/" + REALM + "/clients",
            "{\"clientId\":\"opened\",\"publicClient\":true,\"enabled\":true,\"directAccessGrantsEnabled\":true}");
    assertThat(opened.statusCode()).as(opened.body()).isIn(201, 400);

    for (String client : new String[] {"opened", "portal-login", "account-console"}) {
      HttpResponse<String> answer =
          token(
              REALM,
              "grant_type=password&username=mallory&password=a-long-password&client_id=" + client);
      assertThat(answer.statusCode()).as(client + ": " + answer.body()).isIn(400, 401);
      assertThat(answer.body()).doesNotContain("access_token");
    }
  }

  @Test
  void services_getNoTokenUntilTheirKeyIsRegistered() throws Exception {
    HttpResponse<String> answer =
        token(REALM, "grant_type=client_credentials&client_id=data-vault&client_secret=data-vault");

    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
  }

  @Test
  void realm_hasItsOwnFlowsAndCodesThatWorkOnce() throws Exception {
    JsonNode realm = JSON.readTree(admin("GET", "/" + REALM, "").body());

    assertThat(realm.get("browserFlow").asText()).isEqualTo("people");
    assertThat(realm.get("otpPolicyCodeReusable").asBoolean()).isFalse();
    assertThat(JSON.readTree(admin("GET", "/" + REALM + "/users", "").body())).isEmpty();
  }

  private HttpResponse<String> token(String realm, String form) throws Exception {
    return http.send(
        HttpRequest.newBuilder(
                URI.create(server + "/realms/" + realm + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> admin(String method, String path, String body) throws Exception {
    String password = "";
    for (String line : Files.readAllLines(suite.command().home().resolve("secrets.properties"))) {
      if (line.startsWith("keycloak/admin=")) {
        password = line.substring(line.indexOf('=') + 1);
      }
    }
    String answer =
        token(
                "master",
                "grant_type=password&client_id=admin-cli&username=admin&password=" + password)
            .body();
    return http.send(
        HttpRequest.newBuilder(URI.create(server + "/admin/realms" + path))
            .header(
                "Authorization", "Bearer " + JSON.readTree(answer).path("access_token").asText())
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
