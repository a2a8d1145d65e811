package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.local.state.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person of a test's own, enrolled with an identifier of theirs, and what parties of the first
 * sale do about them by the APIs.
 */
final class OwnPerson {
  static final String AUTHORITY = "authority";

  /** What it is called, by the demonstration too. */
  static final String AUTHORITY_NAME = "Invented Financial Authority";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BANK = "bank-dell";
  private static final Pattern CODE = Pattern.compile("code\\s+([0-9]{6})");

  /** The suite of the tests begins anew with each run. */
  private static final Set<String> ENROLLED = ConcurrentHashMap.newKeySet();

  private final Suite suite;
  private final String name;

  private OwnPerson(Suite suite, String name) {
    this.suite = suite;
    this.name = name;
  }

  /** Enrols a person, or finds the one of before. */
  static OwnPerson enrolled(Suite suite, String name, String idCard)
      throws IOException, InterruptedException {
    if (ENROLLED.add(name)) {
      Command.Result added =
          suite
              .command()
              .run(
                  "identity",
                  "add",
                  name,
                  "--role",
                  "citizen",
                  "--identifier",
                  "ID_CARD:" + idCard);
      assertThat(added.exitCode()).as(added.output()).isZero();
    }
    return new OwnPerson(suite, name);
  }

  String name() {
    return name;
  }

  String password() {
    return password(suite, name);
  }

  static String password(Suite suite, String name) {
    return Secrets.in(suite.command().home().resolve("secrets.properties")).password(name);
  }

  /** The one-time code that somebody of the staff types in now. */
  static String code(Suite suite, String name) throws IOException, InterruptedException {
    Matcher found = CODE.matcher(suite.command().run("login", name).output());
    assertThat(found.find()).as("a code of %s", name).isTrue();
    return found.group(1);
  }

  String subject() throws IOException, InterruptedException {
    return Suite.claims(suite.token(name)).get("subject").asText();
  }

  /** Registers the authority, unless it is: without one, nobody can be complained to. */
  static void registerAuthority(Suite suite) throws IOException, InterruptedException {
    Command.Result unusedIfThere =
        call(
            suite,
            "regulator",
            suite.address("CONSENT_URL") + "/v1/parties",
            "{\"party\":\"authority\",\"role\":\"REGULATOR\",\"legalName\":\""
                + AUTHORITY_NAME
                + "\",\"registrationNo\":\"R-authority\",\"country\":\"CN\",\"contact\":\"desk@authority.example\"}");
  }

  /**
   * The bank asks the person for a consent of a kind, on a notice of its own.
   *
   * @param told what the request tells besides, as members of its JSON, each with a comma before
   * @return the id of the request
   */
  String asked(String kind, String text, String told) throws IOException, InterruptedException {
    String members =
        "\"kind\":\""
            + kind
            + "\",\"discloser\":\"bureau-west\",\"recipient\":\"bank-dell\",\"purpose\":\"LOAN_APPROVAL\","
            + "\"categories\":[\"SHOPPING.AGGREGATE\"],\"method\":\"sealed message\",\"retention\":\"P1Y\"";
    String consent = suite.address("CONSENT_URL");
    String notice =
        answered(
                call(
                    suite,
                    BANK,
                    consent + "/v1/notices",
                    "{"
                        + members
                        + ",\"contact\":\"data@bank-dell.example\",\"rightsRoute\":\"https://bank-dell.example/rights\","
                        + "\"language\":\"en\",\"highlighted\":true,\"text\":"
                        + JSON.writeValueAsString(text)
                        + "}"))
            .get("notice")
            .asText();
    Instant until = Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    return answered(
            call(
                suite,
                BANK,
                consent + "/v1/consent-requests",
                "{"
                    + members
                    + told
                    + ",\"subject\":\""
                    + subject()
                    + "\",\"notice\":\""
                    + notice
                    + "\",\"validUntil\":\""
                    + until.toString().replace("Z", ".000Z")
                    + "\"}"))
        .get("identifier")
        .asText();
  }

  private static JsonNode answered(Command.Result result) throws IOException {
    assertThat(result.exitCode()).as(result.output()).isZero();
    return JSON.readTree(result.output().substring(result.output().indexOf('{')));
  }

  private static Command.Result call(Suite suite, String who, String url, String json)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(Path.of("target").toAbsolutePath(), "request", ".json");
    Files.writeString(file, json);
    return suite.command().run("call", who, "POST", url, file.toString());
  }
}
