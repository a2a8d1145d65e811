package dev.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every form of every template: what it must carry, and what becomes of it without. */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
class FormsTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern POST =
      Pattern.compile("<form method=\"post\" action=\"([^\"]+)\"[^>]*>\\s*(.*)");
  private static final String UUID7 = "019c1190-5e80-771c-8ffb-2d5d001ab037";

  /** What stands in addresses for an id. */
  private static String filled(String action) {
    String kind =
        action.startsWith("/me/consents/")
            ? "con_"
            : action.startsWith("/me/asked/")
                ? "crq_"
                : action.startsWith("/me/records/")
                    ? "rec_"
                    : action.startsWith("/me/identifiers/")
                        ? "clm_"
                        : action.startsWith("/complaints/")
                            ? "cmp_"
                            : action.startsWith("/regulator/approvals/") ? "apr_" : "";
    return action.replaceAll("\\{[^}]*\\}", kind + UUID7);
  }

  private static Set<String> actions() throws IOException {
    Set<String> actions = new TreeSet<>();
    for (Path template : templates()) {
      POST.matcher(Files.readString(template))
          .results()
          .map(form -> filled(form.group(1)))
          .forEach(actions::add);
    }
    assertThat(actions).hasSizeGreaterThanOrEqualTo(17);
    return actions;
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void templates_writeNothingThatIsNotEscaped_andNothingInline() throws IOException {
    Pattern raw =
        Pattern.compile(
            "\\.raw\\b|\\.safe\\b|\\bstyle=|\\son[a-z]+=|javascript:|<script(?![^>]*src=)");
    for (Path template : templates()) {
      assertThat(raw.matcher(Files.readString(template)).results().map(MatchResult::group).toList())
          .as(template.toString())
          .isEmpty();
    }
  }

  @Test
  void forms_allCarryTheToken() throws IOException {
    for (Path template : templates()) {
      POST.matcher(Files.readString(template))
          .results()
          .forEach(form -> assertThat(form.group(2)).as(form.group(1)).startsWith("{#csrf /}"));
    }
  }

  @Test
  void forms_ofAnotherSiteOrWithoutTheTokenDoNothing() throws IOException {
    Browser reader = Browser.loggedIn();
    for (String action : actions()) {
      assertThat(post(reader, action, "cross-site", reader.csrf()).statusCode())
          .as(action)
          .isEqualTo(403);
      if (!action.equals("/logout/now")) {
        assertThat(post(reader, action, "same-origin", "made-up").statusCode())
            .as(action)
            .isEqualTo(400);
      }
    }
  }

  @Test
  void addressesOfForms_openedWithoutOneLeadToTheirPage() throws IOException {
    Browser reader = Browser.loggedIn();
    for (String action : actions()) {
      Response answer = reader.get(action);
      assertThat(answer.statusCode()).as(action).isEqualTo(303);
    }
  }

  /** Of persons; what those do who watch is in {@link WatchPagesTest}. */
  @Test
  void acts_whoseServiceIsAwaySaySoAndNotThatTheyWereDone() throws IOException {
    Browser reader = Browser.loggedIn();
    Set<String> acts =
        actions().stream().filter(each -> each.startsWith("/me/")).collect(Collectors.toSet());
    assertThat(acts).hasSizeGreaterThanOrEqualTo(20);
    for (String action : acts) {
      Response answer =
          reader
              .request()
              .header("Sec-Fetch-Site", "same-origin")
              .contentType(ContentType.URLENC)
              .formParam("csrf-token", reader.csrf())
              .formParam("statement", "It was not me.")
              .formParam("text", "It was not me.")
              .formParam("party", "bank-riverside")
              .formParam("authority", "authority")
              .formParam("kind", "ACCESS")
              .formParam("confirm", "abc")
              .formParam("address", "mei@post.example")
              .formParam("code", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA")
              .post(action);
      assertThat(answer.statusCode()).as(action).isEqualTo(303);
      assertThat(answer.header("Location")).as(action).endsWith("done=failed");
    }
  }

  @Test
  void logInAgain_endsTheSessionAndAsksForThePassword() {
    Browser reader = Browser.loggedIn();

    Response begun =
        reader
            .request()
            .header("Sec-Fetch-Site", "same-origin")
            .contentType(ContentType.URLENC)
            .formParam("csrf-token", reader.csrf())
            .formParam("to", "/me/erasure/preview?provider=")
            .post("/login/again");
    reader.keep(begun);

    assertThat(begun.statusCode()).isEqualTo(303);
    assertThat(reader.cookies().keySet()).noneMatch(name -> name.startsWith("q_session"));
    Response provider = reader.get("/login/again?to=%2Fme%2Ferasure");
    assertThat(provider.statusCode()).isEqualTo(302);
    assertThat(provider.header("Location")).contains("prompt=login", "code_challenge_method=S256");
    assertThat(reader.get("/me/erasure").header("Location")).doesNotContain("prompt=login");
  }

  @Test
  void logInAgain_leadsNowhereElse() {
    Browser reader = Browser.loggedIn();

    Response answer = reader.get("/login/again?to=https%3A%2F%2Felsewhere.example%2F");

    assertThat(answer.header("Location")).doesNotContain("elsewhere");
    Response sent =
        reader
            .request()
            .header("Sec-Fetch-Site", "same-origin")
            .contentType(ContentType.URLENC)
            .formParam("csrf-token", reader.csrf())
            .formParam("to", "https://elsewhere.example/")
            .post("/login/again");
    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(sent.header("Location")).doesNotContain("elsewhere");
  }

  private static Response post(Browser reader, String action, String site, String token) {
    return reader
        .request()
        .header("Sec-Fetch-Site", site)
        .contentType(ContentType.URLENC)
        .formParam("csrf-token", token)
        .post(action);
  }
}
