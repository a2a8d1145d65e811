package dev.tallystick.local.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RealmTemplateTest {
  private static final List<String> ADMINISTERED =
      List.of("subject", "party", "staff", "audit_scope", "birthdate", "wards");

  private final Set<String> asked = new HashSet<>();
  private JsonNode realm = new ObjectMapper().nullNode();

  @BeforeEach
  void read() throws Exception {
    realm = new ObjectMapper().readTree(new RealmTemplate(Identities.local(), this::secret).json());
  }

  @Test
  void realm_isClosedToTheOutside() {
    assertThat(realm.get("registrationAllowed").asBoolean()).isFalse();
    assertThat(realm.get("resetPasswordAllowed").asBoolean()).isFalse();
    assertThat(realm.get("editUsernameAllowed").asBoolean()).isFalse();
    assertThat(realm.get("bruteForceProtected").asBoolean()).isTrue();
    assertThat(realm.get("accessTokenLifespan").asInt()).isEqualTo(300);
    assertThat(realm.get("defaultSignatureAlgorithm").asText()).isEqualTo("RS256");
  }

  @Test
  void userProfile_letsOnlyAnAdministratorWriteWhatTokensClaim() throws Exception {
    JsonNode component =
        realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config");
    JsonNode profile =
        new ObjectMapper().readTree(component.get("kc.user.profile.config").get(0).asText());

    assertThat(profile.has("unmanagedAttributePolicy")).as("unknown attributes allowed").isFalse();
    for (String name : ADMINISTERED) {
      JsonNode attribute = named(profile.get("attributes"), "name", name);
      assertThat(texts(attribute.at("/permissions/edit"))).as(name).containsExactly("admin");
    }
  }

  @Test
  void clients_mayCallWhomTheyAreListedFor() {
    assertThat(scopes("consent-service"))
        .as("the log, and what administrators do in the console")
        .containsExactly("call-audit-service", "call-keycloak");
    assertThat(scopes("audit-service")).isEmpty();
    assertThat(scopes("bureau-service"))
        .containsExactlyInAnyOrder("call-data-vault", "call-consent-service", "call-audit-service");
    for (String client : List.of("bank-hill", "mall-east", "bureau-north")) {
      assertThat(scopes(client)).as(client).hasSize(4);
      assertThat(scopes(client, "defaultClientScopes")).as("unasked, " + client).isEmpty();
    }
    for (String client : List.of("demo-cli", "portal-login")) {
      assertThat(scopes(client, "defaultClientScopes")).as(client).hasSize(4);
    }
  }

  @Test
  void portal_hasNoAccountAndNoSecret_onlyPeopleLogInThere() {
    for (JsonNode client : realm.get("clients")) {
      assertThat(client.get("clientId").asText()).isNotEqualTo("portal");
    }
    for (JsonNode user : realm.get("users")) {
      assertThat(user.get("username").asText()).doesNotContain("portal");
    }
    JsonNode logIn = named(realm.get("clients"), "clientId", "portal-login");
    assertThat(logIn.get("serviceAccountsEnabled").asBoolean()).isFalse();
    assertThat(logIn.get("directAccessGrantsEnabled").asBoolean()).isFalse();
    assertThat(logIn.get("implicitFlowEnabled").asBoolean()).isFalse();
    assertThat(logIn.has("secret")).isFalse();
  }

  @Test
  void gateways_haveOneClientWithoutASecret_thatCallsNoService() {
    JsonNode logIn = named(realm.get("clients"), "clientId", "gateway-login");
    assertThat(logIn.get("serviceAccountsEnabled").asBoolean()).isFalse();
    assertThat(logIn.get("directAccessGrantsEnabled").asBoolean()).isFalse();
    assertThat(logIn.get("implicitFlowEnabled").asBoolean()).isFalse();
    assertThat(logIn.has("secret")).isFalse();
    assertThat(scopes("gateway-login", "defaultClientScopes")).isEmpty();
  }

  @Test
  void scopes_ofCallsNameTheAudience() {
    for (String audience : Identities.AUDIENCES) {
      JsonNode scope = named(realm.get("clientScopes"), "name", "call-" + audience);
      assertThat(scope.at("/protocolMappers/0/config/included.client.audience").asText())
          .isEqualTo(audience);
    }
  }

  @Test
  void scopes_thatClientsUseExist() {
    List<String> known = new ArrayList<>();
    realm.get("clientScopes").forEach(scope -> known.add(scope.get("name").asText()));

    for (JsonNode client : realm.get("clients")) {
      if (client.has("defaultClientScopes")) {
        assertThat(known)
            .as(client.get("clientId").asText())
            .containsAll(texts(client.get("defaultClientScopes")));
      }
    }
  }

  @Test
  void accounts_ofServicesSpeakForNobody() {
    for (JsonNode user : realm.get("users")) {
      if (texts(user.get("realmRoles")).contains("service")) {
        assertThat(user.get("attributes")).as(user.get("username").asText()).isEmpty();
      }
    }
  }

  @Test
  void accounts_ofOrganisationsSpeakForThemselves() {
    JsonNode account = named(realm.get("users"), "username", "service-account-bank-hill");

    assertThat(account.at("/attributes/party/0").asText()).isEqualTo("bank-hill");
    assertThat(texts(account.get("realmRoles"))).containsExactly("lender");
  }

  @Test
  void people_haveTheAttributesOfTheirRole() {
    assertThat(person("citizen1").at("/attributes/subject/0").asText())
        .isEqualTo("secret of subject/citizen1");
    assertThat(person("auditor").at("/attributes/audit_scope/0").asText()).isEqualTo("*");
    assertThat(person("clerk-lake").at("/attributes/party/0").asText())
        .isEqualTo("lake-rural-credit");
    assertThat(person("clerk-lake").at("/attributes/staff/0").asText()).isEqualTo("lake-1");
    assertThat(person("operator").get("attributes")).isEmpty();
    assertThat(person("operator").at("/credentials/0/value").asText())
        .isEqualTo("secret of operator");
  }

  @Test
  void passwords_areAskedForPeopleAtOneClientOnly() {
    for (JsonNode client : realm.get("clients")) {
      String id = client.get("clientId").asText();
      assertThat(client.get("directAccessGrantsEnabled").asBoolean())
          .as(id)
          .isEqualTo(id.equals("demo-cli"));
    }
  }

  @Test
  void publicClients_needPkceOrAreOff() {
    for (JsonNode client : realm.get("clients")) {
      if (client.get("publicClient").asBoolean() && client.get("enabled").asBoolean()) {
        assertThat(client.at("/attributes/pkce.code.challenge.method").asText())
            .as(client.get("clientId").asText())
            .isEqualTo("S256");
      }
    }
  }

  @Test
  void secrets_ofAllAreDrawnAndNoneIsInTheTemplate() {
    assertThat(asked)
        .contains(
            "demo-cli",
            "secret/prometheus",
            "key/bureau-north",
            "key/consent-service",
            "citizen1",
            "codes/operator")
        .doesNotContain("bureau-north", "consent-service", "codes/citizen1");
    for (JsonNode client : realm.get("clients")) {
      assertThat(client.has("secret"))
          .as(client.get("clientId").asText())
          .isEqualTo(List.of("demo-cli", "prometheus").contains(client.get("clientId").asText()));
    }
  }

  @Test
  void machines_identifyThemselvesByAKey_andPartiesTokensAreBound() {
    for (Identity identity : Identities.local().all()) {
      if (identity instanceof Identity.Service service && service.isScraper()) {
        JsonNode client = named(realm.get("clients"), "clientId", service.name());
        assertThat(client.get("secret").asText()).isEqualTo("secret of secret/prometheus");
        assertThat(client.get("enabled").asBoolean()).isTrue();
      } else if (!(identity instanceof Identity.Person)) {
        JsonNode client = named(realm.get("clients"), "clientId", identity.name());
        assertThat(client.get("clientAuthenticatorType").asText()).isEqualTo("client-jwt");
        assertThat(client.at("/attributes/jwks.string").asText())
            .isEqualTo("secret of key/" + identity.name());
        assertThat(client.at("/attributes/dpop.bound.access.tokens").asText())
            .as(identity.name())
            .isEqualTo(Boolean.toString(identity instanceof Identity.Organisation));
      }
    }
  }

  @Test
  void staff_hasASecondFactor_andNobodyElse() {
    for (Identity identity : Identities.local().all()) {
      if (identity instanceof Identity.Person person) {
        JsonNode user = person(person.name());
        assertThat(texts(user.get("realmRoles")).contains("second-factor"))
            .as(person.name())
            .isEqualTo(person.isStaff());
        assertThat(user.get("credentials")).hasSize(person.isStaff() ? 2 : 1);
      }
    }
    assertThat(person("operator").at("/credentials/1/secretData").asText())
        .isEqualTo("{\"value\":\"secret of codes/operator\"}");
  }

  private String secret(String name) {
    asked.add(name);
    return "secret of " + name;
  }

  private List<String> scopes(String clientId) {
    return scopes(clientId, "optionalClientScopes");
  }

  private List<String> scopes(String clientId, String member) {
    JsonNode client = named(realm.get("clients"), "clientId", clientId);
    return texts(client.get(member)).stream().filter(scope -> scope.startsWith("call-")).toList();
  }

  private JsonNode person(String name) {
    return named(realm.get("users"), "username", name);
  }

  private static JsonNode named(JsonNode array, String field, String value) {
    for (JsonNode node : array) {
      if (node.get(field).asText().equals(value)) {
        return node;
      }
    }
    throw new AssertionError("no " + field + " " + value);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
