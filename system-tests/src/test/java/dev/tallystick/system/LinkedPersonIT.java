package dev.tallystick.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.local.identity.FreshLogIn;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop's file has customer numbers, a bank knows identity cards. They meet in one report, with
 * consent, and in one complete list of the person, when the person has confirmed the shop's claim.
 */
@ExtendWith(Suite.Extension.class)
class LinkedPersonIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAPPING =
      """
      mapping: customers-with-cards
      file: {format: csv}
      person: {scheme: CUSTOMER_NO, value: {column: customer}}
      also: {scheme: ID_CARD, value: {column: card}, method: ID_CARD_SEEN}
      source: orders of twelve months
      basis: {kind: CONTRACT, ref: terms-7}
      records:
        - category: SHOPPING.AGGREGATE
          observedAt: {column: at}
          fields:
            spendBand: {column: band, as: integer}
            returnRate: {column: returns, as: integer}
      """;
  private static final String CUSTOMER = "L-90001";
  private static final String CARD = "999999198407127736";
  private static final String OTHER_CUSTOMER = "L-90002";
  private static final String OTHER_CARD = "999999197705036612";

  private final Suite suite;
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder;

  LinkedPersonIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
  }

  @Test
  void shopsFileAndBanksCard_meetInOneReportAndOneList_untilThePersonSaysOtherwise()
      throws Exception {
    importFile();
    String person = enrol("hana", "ID_CARD:" + CARD);
    JsonNode claim = onlyClaim("hana");
    assertThat(claim.get("proved").asBoolean()).isFalse();
    assertThat(records("hana")).isEmpty();
    assertThat(confirm("hana", claim).statusCode()).isEqualTo(403);

    assertThat(enrol("hana", "ID_CARD:" + CARD, "CUSTOMER_NO/plum-market:" + CUSTOMER))
        .isEqualTo(person);
    HttpResponse<String> confirmed = confirm("hana", claim);

    assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
    assertThat(JSON.readTree(confirmed.body()).get("state").asText()).isEqualTo("LINKED");
    assertThat(records("hana")).hasSize(1);
    awaitLists("hana", 2);
    assertThat(boughtReport("hana", person)).contains("\"spendBand\":7", "\"returnRate\":3");
    verifyUsage("hana", person);

    HttpResponse<String> undone =
        post(
            token("hana"),
            "/v1/me/identity-claims/" + claim.get("claim").asText() + "/unlinking",
            "{\"reason\":\"PERSON_REQUEST\"}");

    assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
    assertThat(records("hana")).isEmpty();
    awaitLists("hana", 1);
    verifyUsage("hana", person);
    assertThat(Suite.read(usageUrl(), suite.token("hana")))
        .as("the bodies that name the other token are withheld")
        .doesNotContain("\"linked\":\"sub_");
  }

  @Test
  void erasure_takesBothIdentifiers_andLeavesTheProofs() throws Exception {
    importFile();
    String person =
        enrol("ivan", "ID_CARD:" + OTHER_CARD, "CUSTOMER_NO/plum-market:" + OTHER_CUSTOMER);
    assertThat(confirm("ivan", onlyClaim("ivan")).statusCode()).isEqualTo(200);
    assertThat(records("ivan")).hasSize(1);

    HttpResponse<String> told = post(token("ivan"), "/v1/me/erasures", "{\"scope\":\"ALL\"}");
    assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
    assertThat(JSON.readTree(told.body()).get("records").asInt()).isEqualTo(1);
    String confirm = JSON.readTree(told.body()).get("confirm").asText();
    HttpResponse<String> erased =
        post(
            token("ivan"),
            "/v1/me/erasures",
            "{\"scope\":\"ALL\",\"confirm\":\"%s\"}".formatted(confirm));

    assertThat(erased.statusCode()).as(erased.body()).isEqualTo(202);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(records("ivan")).isEmpty());
    assertThat(enrol("ivan-anew", "ID_CARD:" + OTHER_CARD)).isNotEqualTo(person);
    assertThat(JSON.readTree(get("ivan-anew", "/v1/me/identity-claims")).get("claims")).isEmpty();
    awaitLists("ivan", 2);
    verifyUsage("ivan", person);
  }

  private void importFile() throws Exception {
    Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
    Path file =
        Files.writeString(
            folder.resolve("customers.csv"),
            "customer,card,at,band,returns\n"
                + CUSTOMER
                + ","
                + CARD
                + ",2026-02-01T00:00:00Z,7,3\n"
                + OTHER_CUSTOMER
                + ","
                + OTHER_CARD
                + ",2026-02-01T00:00:00Z,4,0\nL-90003,,2026-02-01T00:00:00Z,2,0\n");
    Command.Result imported =
        suite
            .command()
            .run(
                "import",
                mapping.toString(),
                file.toString(),
                "--platform",
                "plum-market",
                "--keys",
                suite.firstSale().folder().resolve("first-sale/plum-market.keys").toString());
    assertThat(imported.output()).contains("claimed     2 customers");
    assertThat(imported.exitCode()).as(imported.output()).isZero();
  }

  /** Adds somebody, or adds to what they have proved; returns the token that they log in by. */
  private String enrol(String name, String... identifiers) throws Exception {
    List<String> line = new ArrayList<>(List.of("identity", "add", name, "--role", "citizen"));
    for (String identifier : identifiers) {
      line.add("--identifier");
      line.add(identifier);
    }
    Command.Result added = suite.command().run(line.toArray(String[]::new));
    assertThat(added.exitCode()).as(added.output()).isZero();
    return Suite.claims(suite.token(name)).get("subject").asText();
  }

  /** A token of a person who has logged in just now. */
  private String token(String name) throws Exception {
    Optional<String> none = Optional.empty();
    return new FreshLogIn(
            suite.address("OIDC_URL"),
            Secrets.in(SuiteFolder.existing(suite.command().home()).secrets()))
        .token(new Identity.Person(name, "citizen", "Person", name, none, none, none));
  }

  private JsonNode onlyClaim(String name) throws Exception {
    JsonNode claims = JSON.readTree(get(name, "/v1/me/identity-claims")).get("claims");
    assertThat(claims).hasSize(1);
    return claims.get(0);
  }

  private HttpResponse<String> confirm(String name, JsonNode claim) throws Exception {
    return post(
        token(name),
        "/v1/me/identity-claims/" + claim.get("claim").asText() + "/confirmation",
        "{}");
  }

  private JsonNode records(String name) throws Exception {
    return JSON.readTree(get(name, "/v1/me/records")).get("records");
  }

  private String get(String name, String path) throws Exception {
    return Suite.read(suite.address("VAULT_URL") + path, suite.token(name));
  }

  private HttpResponse<String> post(String token, String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(suite.address("VAULT_URL") + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String usageUrl() throws Exception {
    return suite.address("AUDIT_URL") + "/v1/me/usage?limit=200";
  }

  /** Waits until the person's answer is made of so many lists. */
  private void awaitLists(String name, int lists) throws Exception {
    String token = suite.token(name);
    String url = usageUrl();
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(JSON.readTree(Suite.read(url, token)).path("linked").size() + 1)
                    .isEqualTo(lists));
  }

  /** The person's list holds offline, each of its lists, up to the log's size of now. */
  private void verifyUsage(String name, String subject) throws Exception {
    Path file = folder.resolve(name + ".usage.json");
    Files.write(file, Suite.read(usageUrl(), suite.token(name)).getBytes(UTF_8));
    Path key = suite.firstSale().folder().resolve("first-sale/log.vkey");
    Command.Result verified =
        suite
            .command()
            .runTally(
                "verify", file.toString(), "--vkey-file", key.toString(), "--subject", subject);
    assertThat(verified.exitCode()).as(verified.output()).isZero();
    assertThat(verified.output()).contains("complete");
  }

  private String boughtReport(String name, String subject) throws Exception {
    FirstSaleWalk walk = suite.firstSale();
    Path script = walk.folder().resolve("linked-report.sh");
    try (var in = ImportIT.class.getResourceAsStream("report.sh")) {
      Files.write(script, in.readAllBytes());
    }
    Path output = folder.resolve("report.txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", script.toString(), name, subject, walk.named("product"))
            .directory(walk.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("TALLYSTICK_HOME", suite.command().home().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0).as(Files.readString(output)).isTrue();
    return Files.readString(walk.folder().resolve("first-sale/" + name + ".json"));
  }
}
