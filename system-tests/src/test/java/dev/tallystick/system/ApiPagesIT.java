package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.local.identity.FreshLogIn;
import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The services' APIs in a browser: descriptions, a log-in by the code flow, and a request. */
@ExtendWith(Suite.Extension.class)
class ApiPagesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Suite suite;
  private String pages = "";

  ApiPagesIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    pages = suite.address("API_PAGES_URL");
  }

  @Test
  void pages_describeTheServices_andLogSomebodyIn() throws Exception {
    assertThat(Suite.read(pages + "/", "")).contains("swagger-ui-bundle.js");
    for (String service : Identities.AUDIENCES) {
      JsonNode described = JSON.readTree(Suite.read(pages + "/" + service + "/openapi", ""));
      assertThat(described.at("/servers/0/url").asText()).isEqualTo("/" + service);
      assertThat(described.at("/components/securitySchemes/bearer/type").asText())
          .isEqualTo("oauth2");
      assertThat(described.get("paths").size()).as(service).isGreaterThan(5);
    }
    FreshLogIn logIn =
        new FreshLogIn(
            suite.address("OIDC_URL"),
            Secrets.in(SuiteFolder.existing(suite.command().home()).secrets()),
            pages + "/oauth2-redirect.html",
            pages + "/token");
    Identity person = Identities.local().find("citizen2").orElseThrow();

    String token = logIn.token((Identity.Person) person);

    String url = pages + "/consent-service/v1/me/freeze";
    assertThat(JSON.readTree(Suite.read(url, token)).get("frozen").asBoolean()).isFalse();
    assertThat(Suite.get(url, "")).as("it has no rights of its own").isEqualTo(401);
  }

  @Test
  void services_serveNoPages() throws Exception {
    for (String variable : List.of("AUDIT_URL", "CONSENT_URL", "VAULT_URL", "BUREAU_URL")) {
      assertThat(Suite.get(suite.address(variable) + "/q/swagger-ui/", ""))
          .as(variable)
          .isIn(401, 403, 404);
    }
  }
}
