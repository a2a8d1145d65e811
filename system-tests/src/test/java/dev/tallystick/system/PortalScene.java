package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.local.state.Secrets;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** People at the portal, and what others do meanwhile by the APIs. */
final class PortalScene {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BANK = "bank-dell";
  private static final String MEMBERS =
      "\"kind\":\"QUERY\",\"discloser\":\"bureau-west\",\"recipient\":\"bank-dell\",\"purpose\":\"LOAN_APPROVAL\","
          + "\"categories\":[\"SHOPPING.AGGREGATE\"],\"method\":\"sealed message\",\"retention\":\"P1Y\"";

  private final Suite suite;
  private final PersonOfOwn person;

  /**
   * The portal, and the person whose pages a class of tests looks at.
   *
   * @param person of whom a report was bought, by the bank that asks for more
   */
  PortalScene(Suite suite, PersonOfOwn person) {
    this.suite = suite;
    this.person = person;
  }

  /** Somebody who has not logged in. */
  PortalVisit visit() throws IOException, InterruptedException {
    return new PortalVisit(suite.address("PORTAL_URL"));
  }

  HttpResponse<String> logIn(PortalVisit visit, String path, String name)
      throws IOException, InterruptedException {
    HttpResponse<String> page = visit.logIn(path, name, password(name));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page;
  }

  String password(String name) {
    return Secrets.in(suite.command().home().resolve("secrets.properties")).password(name);
  }

  /** The bank asks the person for a consent; the id of the request. */
  String ask(String text) throws IOException, InterruptedException {
    return member(
        call(
            BANK,
            "POST",
            suite.address("CONSENT_URL") + "/v1/consent-requests",
            "{"
                + MEMBERS
                + ",\"subject\":\""
                + person.token()
                + "\",\"notice\":\""
                + notice(BANK, text)
                + "\",\"validUntil\":\""
                + inThreeMonths()
                + "\"}"),
        "identifier");
  }

  /** The person gives the bank another consent; its id. */
  String giveConsent() throws IOException, InterruptedException {
    return member(
        call(
            person.name(),
            "POST",
            suite.address("CONSENT_URL") + "/v1/consents",
            "{"
                + MEMBERS
                + ",\"notice\":\""
                + notice(person.name(), "Bank Dell asks Bureau West for a report.")
                + "\",\"validUntil\":\""
                + inThreeMonths()
                + "\"}"),
        "consent");
  }

  /** The bank tries to buy a report under a consent; what it is told. */
  String buyAnother(String consent) throws IOException, InterruptedException {
    return person.buyAnother(suite, consent);
  }

  private String notice(String name, String text) throws IOException, InterruptedException {
    return member(
        call(
            name,
            "POST",
            suite.address("CONSENT_URL") + "/v1/notices",
            "{"
                + MEMBERS
                + ",\"contact\":\"data@bank-dell.example\",\"rightsRoute\":\"https://bank-dell.example/rights\","
                + "\"language\":\"en\",\"highlighted\":true,\"text\":"
                + JSON.writeValueAsString(text)
                + "}"),
        "notice");
  }

  private static String inThreeMonths() {
    Instant day = Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    return day.toString().replace("Z", ".000Z");
  }

  private static String member(String json, String name) throws IOException {
    return JSON.readTree(json).get(name).asText();
  }

  /** A request in somebody's name. */
  String call(String name, String method, String url) throws IOException, InterruptedException {
    return body(suite.command().run("call", name, method, url));
  }

  /** A request in somebody's name, with a body. */
  String call(String name, String method, String url, String json)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(Path.of("target").toAbsolutePath(), "request", ".json");
    Files.writeString(file, json);
    return body(suite.command().run("call", name, method, url, file.toString()));
  }

  /** What was printed before the answer is not of it. */
  private static String body(Command.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output().substring(result.output().indexOf('{'));
  }
}
