package dev.tallystick.consent.replay;

import static dev.tallystick.consent.World.created;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.pack.PackSchema;
import dev.tallystick.rules.pack.ShippedPacks;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pack that this release has never seen, posted while the service runs. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class UnseenPackTest {
  /** Opens the direct sale, wants consent in the wording of its own rule, knows a new category. */
  private static final String ORCHARD =
      """
      pack: orchard-%s
      extends: {pack: cn-2022, digest: %s}
      version: 1
      title: The law of an orchard that does not exist
      effectiveFrom: "2026-01-01T00:00:00.000Z"
      rules:
        ORCHARD:
          title: Whoever sells fruit data asks the tree
          code: TREE_NOT_ASKED
          status: 403
          citation: Orchard Act 1
          confidence: M
          check: CONSENT
          explain: {en: The tree was not asked., zh: 没有问过那棵树。}
      purposes: {HARVEST: {}}
      categories:
        ORCHARD.YIELD: {tiers: [N], purposes: [LOAN_APPROVAL, HARVEST], retention: P30D}
        TRAVEL.AGGREGATE: {tiers: [N], purposes: [LOAN_APPROVAL]}
      steps:
        RELEASE: [PARTY, EDGE, R53, ORCHARD, R25, R16, R19, LIMIT, FREEZE, R43, R26, R27, R21, R15, R20, R22, USES, KEY]
      edges:
        PLATFORM->LENDER:
          closed: R01
          RELEASE:
            purposes: [LOAN_APPROVAL, HARVEST]
            consent: {kind: ONWARD, rule: ORCHARD}
      """;

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Questions questions;
  private final String person = World.person();
  private final String name = UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void signUp() {
    world = World.in(log);
    questions = new Questions(world);
  }

  /** The other tests decide by the shipped pack. */
  @AfterEach
  void backToTheShippedPack() {
    activate("cn-2022");
  }

  private void activate(String pack) {
    var unusedIndex =
        world.activate(pack, dev.tallystick.events.Timestamps.format(Instant.now().toEpochMilli()));
  }

  private Response post(String yaml) {
    return given()
        .auth()
        .oauth2(world.authority.token())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/yaml")
        .body(yaml.getBytes(UTF_8))
        .post("/v1/packs");
  }

  private String orchard() {
    return ORCHARD.formatted(name, ShippedPacks.get("cn-2022").digest().hex());
  }

  private Response replay(String pack, Instant from) {
    return given()
        .auth()
        .oauth2(world.authority.token())
        .contentType("application/json")
        .body(
            Map.of(
                "pack",
                pack,
                "from",
                from.toString(),
                "to",
                Instant.now().plus(Duration.ofMinutes(1)).toString()))
        .post("/v1/replays");
  }

  @Test
  void aPostedPackChangesDecisionsAndBack() {
    JsonObject sale = questions.directSale(person, "anything");
    assertThat(Questions.ask(sale).path("code").toString())
        .isEqualTo("DIRECT_PROVISION_PROHIBITED");
    created(post(orchard()));
    assertThat(Questions.ask(questions.directSale(person, "b")).path("code").toString())
        .as("posted, not activated")
        .isEqualTo("DIRECT_PROVISION_PROHIBITED");

    activate("orchard-" + name);

    Response under = Questions.ask(questions.directSale(person, "c"));
    assertThat(under.path("code").toString()).isEqualTo("TREE_NOT_ASKED");
    assertThat(under.path("ruleId").toString()).isEqualTo("ORCHARD");
    assertThat(under.path("rulePack").toString()).isEqualTo("orchard-" + name);
    activate("cn-2022");
    assertThat(Questions.ask(questions.directSale(person, "d")).path("code").toString())
        .isEqualTo("DIRECT_PROVISION_PROHIBITED");
  }

  @Test
  void theReplayReportForItAddsUp() {
    Instant begin = Instant.now().minusMillis(1);
    created(post(orchard()));
    Questions.ask(questions.directSale(person, "first"));
    Questions.ask(questions.directSale(person, "second"));
    String query = Agreed.query(world.bureau, world.bank).give(person);
    Questions.ask(questions.dryRelease2(person, query));

    Response report = replay("orchard-" + name, begin);

    assertThat(report.statusCode()).as(report.asString()).isEqualTo(200);
    int decisions = report.path("totals.decisions");
    assertThat(decisions).isGreaterThanOrEqualTo(2);
    assertThat(report.<Integer>path("totals.otherwiseRefused")).isGreaterThanOrEqualTo(2);
    assertThat(report.<List<String>>path("byRule.key")).contains("ORCHARD");
    for (String grouping : List.of("byDiscloser", "byRecipient", "byMonth")) {
      List<Integer> counts = report.path(grouping + ".counts.decisions");
      assertThat(counts.stream().mapToInt(Integer::intValue).sum())
          .as(grouping)
          .isEqualTo(decisions);
    }
    int refused = report.path("refused");
    int permitted = report.path("permitted");
    assertThat(refused + permitted).isEqualTo(decisions);
    assertThat(replay("cn-2022", begin).<Integer>path("totals.unchanged"))
        .as("under the pack that decided")
        .isEqualTo(replay("cn-2022", begin).<Integer>path("totals.decisions"));
  }

  @Test
  void replay_ofNoPackOrSpanIsRefused() {
    assertThat(replay("nowhere-1999", Instant.now()).statusCode()).isEqualTo(404);
    assertThat(replay("cn-2022", Instant.now().plus(Duration.ofDays(1))).path("code").toString())
        .isEqualTo("REPLAY_SPAN_INVALID");
  }

  @Test
  void aNameAndVersionStandForOneText() {
    created(post(orchard()));
    created(post(orchard()));

    Response other = post(orchard() + "\n# another text\n");

    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.path("code").toString()).isEqualTo("PACK_VERSION_TAKEN");
  }

  @Test
  void theSchemaIsPublic() {
    Response schema = given().get("/v1/packs/schema");

    assertThat(schema.statusCode()).isEqualTo(200);
    assertThat(schema.asString()).isEqualTo(PackSchema.text());
    assertThat(schema.path("properties.steps").toString()).contains("RELEASE_2");
  }
}
