package dev.tallystick.local.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The committed realm of an installation, by what it must not have. {@code
 * -Dtallystick.write-docs=true} writes it anew from the template.
 */
class ProductionRealmTest {
  private static final Path FILE = Path.of("../../deploy/realm/production.json");

  private JsonNode realm = new ObjectMapper().nullNode();

  @BeforeEach
  void read() throws Exception {
    if (Boolean.getBoolean("tallystick.write-docs")) {
      Files.writeString(FILE, RealmTemplate.productionJson());
    }
    realm = new ObjectMapper().readTree(Files.readString(FILE));
  }

  @Test
  void file_isWhatTheTemplateMakes() throws Exception {
    assertThat(Files.readString(FILE)).isEqualTo(RealmTemplate.productionJson());
  }

  @Test
  void nobody_isInIt() {
    for (JsonNode user : realm.get("users")) {
      assertThat(user.get("username").asText()).startsWith("service-account-");
      assertThat(user.has("credentials")).isFalse();
      assertThat(user.get("attributes")).isEmpty();
    }
    assertThat(realm.get("users")).hasSize(5);
  }

  @Test
  void noSecretAndNoKey_isInIt() throws Exception {
    String text = Files.readString(FILE);

    assertThat(text)
        .doesNotContain("\"secret\"", "\"jwks.string\"", "secretData", "demo-cli", "127.0.0.1");
    for (JsonNode client : realm.get("clients")) {
      assertThat(client.has("secret")).as(client.get("clientId").asText()).isFalse();
    }
  }

  /** Who does not scrape has no secret that could be stolen. */
  @Test
  void scrapeClient_isSwitchedOff_andItsAccountMayNothingElse() {
    for (JsonNode client : realm.get("clients")) {
      if (client.get("clientId").asText().equals("prometheus")) {
        assertThat(client.get("enabled").asBoolean()).isFalse();
        assertThat(client.get("serviceAccountsEnabled").asBoolean()).isTrue();
        assertThat(texts(client.get("defaultClientScopes")))
            .containsExactly("basic", "profile", "identity");
      }
    }
    assertThat(realm.get("users"))
        .filteredOn(user -> texts(user.get("realmRoles")).contains("scraper"))
        .singleElement()
        .satisfies(
            user -> {
              assertThat(user.get("serviceAccountClientId").asText()).isEqualTo("prometheus");
              assertThat(texts(user.get("realmRoles"))).containsExactly("scraper");
            });
  }

  @Test
  void password_aloneIsNoWayIn() {
    for (JsonNode client : realm.get("clients")) {
      String id = client.get("clientId").asText();
      assertThat(client.get("directAccessGrantsEnabled").asBoolean()).as(id).isFalse();
      assertThat(client.get("implicitFlowEnabled").asBoolean()).as(id).isFalse();
    }
    assertThat(realm.at("/clientProfiles/profiles/0/executors/0/executor").asText())
        .isEqualTo("reject-ropc-grant");
    assertThat(realm.at("/clientPolicies/policies/0/conditions/0/condition").asText())
        .isEqualTo("any-client");
    assertThat(realm.at("/clientPolicies/policies/0/enabled").asBoolean()).isTrue();
    assertThat(realm.get("browserFlow").asText()).isEqualTo("people");
    assertThat(realm.get("otpPolicyCodeReusable").asBoolean()).isFalse();
  }

  @Test
  void staffRoles_askForASecondFactor() {
    for (JsonNode role : realm.at("/roles/realm")) {
      if (List.of("auditor", "regulator", "operator").contains(role.get("name").asText())) {
        assertThat(texts(role.at("/composites/realm"))).containsExactly("second-factor");
      }
    }
  }

  @Test
  void plainHttp_isNowhere() {
    assertThat(realm.get("sslRequired").asText()).isEqualTo("all");
    for (JsonNode client : realm.get("clients")) {
      for (String address : texts(client.path("redirectUris"))) {
        assertThat(address).doesNotStartWith("http:");
      }
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
