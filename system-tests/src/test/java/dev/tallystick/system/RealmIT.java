package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.Identity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
class RealmIT {
  private static final List<String> ADMINISTERED =
      List.of("subject", "proved", "party", "staff", "audit_scope");
  private static final Map<String, String> SERVICES =
      Map.of(
          "consent-service", "CONSENT_URL",
          "data-vault", "VAULT_URL",
          "audit-service", "AUDIT_URL",
          "bureau-service", "BUREAU_URL");

  private final Suite suite;

  RealmIT(Suite suite) {
    this.suite = suite;
  }

  @Test
  void tokens_claimWhatTheirOwnersAre() throws Exception {
    for (Identity identity : Identities.local().all()) {
      String name = identity.name();
      if (identity instanceof Identity.Service service && service.calls().isEmpty()) {
        Command.Result refused = suite.command().run("token", name, "data-vault");
        assertThat(refused.output()).as("it calls nobody").contains("invalid_scope");
        continue;
      }
      JsonNode claims = Suite.claims(suite.token(name, called(identity)));

      assertThat(texts(claims.at("/realm_access/roles"))).as(name).contains(identity.role());
      assertThat(claims.get("iss").asText()).as(name).isEqualTo(suite.address("OIDC_URL"));
      assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).as(name).isEqualTo(300);
      boolean checked =
          identity.match(
              service -> assertService(claims, service),
              organisation -> assertOrganisation(claims, organisation),
              person -> assertPerson(claims, person));
      assertThat(checked).as(name).isTrue();
    }
  }

  @Test
  void services_refuseTokensThatAreNotForThem() throws Exception {
    String operator = suite.token("operator");
    String citizen = suite.token("citizen1");
    for (Map.Entry<String, String> service : SERVICES.entrySet()) {
      String url = suite.address(service.getValue()) + "/q/metrics";

      for (Identity other : Identities.local().all()) {
        if (other instanceof Identity.Service caller) {
          Optional<String> another =
              caller.calls().stream().filter(each -> !each.equals(service.getKey())).findFirst();
          if (another.isPresent()) {
            assertThat(Suite.get(url, suite.token(caller.name(), another.get())))
                .as("%s's token for %s at %s", caller.name(), another.get(), service.getKey())
                .isEqualTo(401);
          }
        }
      }
      assertThat(Suite.get(url, "x.y.z")).as("no token at all").isEqualTo(401);
      assertThat(Suite.get(url, citizen)).as("audience right, role wrong").isEqualTo(403);
      assertThat(Suite.get(url, operator)).as("audience and role right").isEqualTo(200);
    }
  }

  @Test
  void person_cannotGiveThemselvesAnotherIdentity() throws Exception {
    for (String name : List.of("citizen2", "clerk-hill", "auditor-scoped")) {
      JsonNode before = Suite.claims(suite.token(name));
      AccountConsole account =
          AccountConsole.logInAs(suite.address("OIDC_URL"), name, password(name), () -> code(name));

      for (String attribute : ADMINISTERED) {
        ObjectNode changed = (ObjectNode) account.read();
        changed.withObject("/attributes").putArray(attribute).add("sub_" + "a".repeat(26));
        AccountConsole.Answer answer = account.write(changed);
        assertThat(answer.status()).as(attribute + ": " + answer.body()).isIn(204, 400);
      }
      ObjectNode unknown = (ObjectNode) account.read();
      unknown.withObject("/attributes").putArray("anything").add("else");
      assertThat(account.write(unknown).status()).isIn(204, 400);

      JsonNode after = Suite.claims(suite.token(name));
      for (String attribute : ADMINISTERED) {
        assertThat(after.path(attribute).asText())
            .as(name + ", " + attribute)
            .isEqualTo(before.path(attribute).asText());
      }
      assertThat(account.read().toString()).doesNotContain("anything");
    }
  }

  @Test
  void person_canChangeTheirOwnNameAndKeepsTheirIdentity() throws Exception {
    String subject = Suite.claims(suite.token("citizen2")).get("subject").asText();
    AccountConsole account =
        AccountConsole.logInAs(
            suite.address("OIDC_URL"), "citizen2", password("citizen2"), () -> "");
    ObjectNode changed = (ObjectNode) account.read();
    changed.put("firstName", "Benjamin");

    AccountConsole.Answer answer = account.write(changed);

    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    assertThat(account.read().get("firstName").asText()).isEqualTo("Benjamin");
    assertThat(Suite.claims(suite.token("citizen2")).get("subject").asText()).isEqualTo(subject);
  }

  @Test
  void stranger_cannotRegister() throws Exception {
    String url =
        suite.address("OIDC_URL")
            + "/protocol/openid-connect/registrations?client_id=portal-login"
            + "&response_type=code&scope=openid&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2F"
            + "&code_challenge="
            + "a".repeat(43)
            + "&code_challenge_method=S256";
    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("Registration not allowed");
  }

  @Test
  void partysToken_copied_isUseless() throws Exception {
    for (Map.Entry<String, String> service : SERVICES.entrySet()) {
      String url = suite.address(service.getValue()) + "/q/metrics";
      String copied = suite.token("bank-hill", service.getKey());

      assertThat(Suite.get(url, copied)).as("as a bearer token at " + url).isEqualTo(401);
      Command.Result own = suite.command().run("call", "bank-hill", "GET", url);
      assertThat(own.output()).as("with a proof of its owner").contains("answered with 403");
      assertThat(own.exitCode()).isEqualTo(1);
      Command.Result operator = suite.command().run("call", "operator", "GET", url);
      assertThat(operator.exitCode()).as(operator.output()).isZero();
    }
  }

  @Test
  void partysMachine_getsNoTokenWithoutItsKey() throws Exception {
    String form = "grant_type=client_credentials&client_id=bank-hill&scope=call-data-vault";

    assertThat(tokenRequest(form).statusCode()).as("nothing").isIn(400, 401);
    assertThat(tokenRequest(form + "&client_secret=guessed").statusCode()).isIn(400, 401);
  }

  @Test
  void staff_getsNoTokenByAPasswordAlone() throws Exception {
    String secret = secret("demo-cli");
    for (String name : List.of("operator", "regulator", "auditor", "clerk-hill")) {
      String form =
          "grant_type=password&client_id=demo-cli&client_secret=%s&username=%s&password=%s"
              .formatted(secret, name, password(name));

      // One try only: the next failure within a second would lock the account for a minute.
      assertThat(tokenRequest(form).statusCode()).as(name).isIn(400, 401);
      assertThat(tokenRequest(form + "&totp=" + code(name)).statusCode()).as(name).isEqualTo(200);
    }
  }

  @Test
  void passwords_workAtTheCommandLinesClientOnly() throws Exception {
    for (String client : List.of("admin-cli", "portal-login", "account-console")) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(suite.address("OIDC_TOKEN_URL")))
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              "grant_type=password&username=citizen1&client_id="
                                  + client
                                  + "&password="
                                  + password("citizen1")))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(client + ": " + answer.body()).isIn(400, 401);
      assertThat(new ObjectMapper().readTree(answer.body()).has("access_token")).isFalse();
    }
  }

  /** A service that the identity may call. */
  private static String called(Identity identity) {
    return identity instanceof Identity.Service service ? service.calls().get(0) : "data-vault";
  }

  private static boolean assertService(JsonNode claims, Identity.Service service) {
    assertThat(audiences(claims))
        .as(service.name())
        .isEqualTo(service.calls().stream().limit(1).toList());
    assertThat(claims.get("azp").asText()).isEqualTo(service.name());
    assertThat(texts(claims.at("/realm_access/roles"))).containsExactly(service.role());
    for (String attribute : ADMINISTERED) {
      assertThat(claims.has(attribute)).as(service.name() + ", " + attribute).isFalse();
    }
    return true;
  }

  private static boolean assertOrganisation(JsonNode claims, Identity.Organisation organisation) {
    assertThat(audiences(claims)).containsExactly("data-vault");
    assertThat(claims.at("/cnf/jkt").asText()).as(organisation.name()).hasSize(43);
    assertThat(claims.get("azp").asText()).isEqualTo(organisation.name());
    assertThat(claims.get("party").asText()).isEqualTo(organisation.name());
    assertThat(claims.has("subject")).isFalse();
    return true;
  }

  private static boolean assertPerson(JsonNode claims, Identity.Person person) {
    assertThat(audiences(claims)).hasSameElementsAs(Identities.AUDIENCES);
    assertThat(claims.has("cnf")).as(person.name()).isFalse();
    assertThat(texts(claims.path("amr")))
        .as(person.name())
        .containsExactlyInAnyOrderElementsOf(
            person.isStaff() ? List.of("pwd", "otp") : List.of("pwd"));
    assertThat(claims.path("party").asText()).isEqualTo(person.party().orElse(""));
    assertThat(claims.path("staff").asText()).isEqualTo(person.staff().orElse(""));
    assertThat(claims.path("audit_scope").asText()).isEqualTo(person.auditScope().orElse(""));
    assertThat(claims.has("subject")).as(person.name()).isEqualTo(person.isSubject());
    if (person.isSubject()) {
      assertThat(claims.get("subject").asText()).matches("sub_[a-z2-7]{26}");
    }
    return true;
  }

  /** The one-time code of now. */
  private String code(String name) {
    try {
      for (String line : suite.command().run("login", name).output().lines().toList()) {
        if (line.startsWith("code ")) {
          return line.substring(line.lastIndexOf(' ') + 1);
        }
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    throw new AssertionError(name + " has no code");
  }

  private HttpResponse<String> tokenRequest(String form) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(suite.address("OIDC_TOKEN_URL")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private String password(String name) throws Exception {
    return secret(name);
  }

  private String secret(String name) throws Exception {
    for (String line : Files.readAllLines(suite.command().home().resolve("secrets.properties"))) {
      if (line.startsWith(name + "=")) {
        return line.substring(name.length() + 1);
      }
    }
    throw new AssertionError("no password of " + name);
  }

  private static List<String> audiences(JsonNode claims) {
    JsonNode audience = claims.path("aud");
    return audience.isTextual() ? List.of(audience.asText()) : texts(audience);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
