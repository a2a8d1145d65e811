package dev.tallystick.consent.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.Jws;
import dev.tallystick.rules.audit.SignedClaims;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ExplanationResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Questions questions;
  private final String person = World.person();

  @Inject DataSource database;

  @BeforeEach
  void signUp() {
    world = World.in(log);
    questions = new Questions(world);
  }

  private static String path(Response decided) {
    JsonObject claims = SignedClaims.unverified().read(decided.path("decision")).orElseThrow();
    return "/v1/decisions/" + claims.getString("decision") + "/explanation";
  }

  /** Whoever reads the table, or a backup of it, learns of nobody. */
  @Test
  void keptDecision_namesNobodyInTheDatabase() throws SQLException {
    Response answer =
        Api.get(Tokens.citizen(person), path(Questions.ask(questions.release1(person))));
    assertThat(answer.statusCode()).isEqualTo(200);

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select string_agg(d::text, '') || string_agg(encode(sealed, 'escape'), '') from decision d")) {
      row.next();
      assertThat(row.getString(1)).isNotEmpty().doesNotContain(person, world.bureau.id(), "eyJ");
    }
  }

  @Test
  void refusal_isExplainedInBothLanguagesWithWhereToComplain() {
    String path = path(Questions.ask(questions.release1(person)));

    Response answer = Api.get(Tokens.citizen(person), path);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.path("outcome").toString()).isEqualTo("DENY");
    assertThat(answer.path("summary.en").toString()).contains("You have not agreed");
    assertThat(answer.path("summary.zh").toString()).contains("您没有单独同意");
    assertThat(answer.path("complain.zh").toString()).contains("投诉");
    List<String> rules = answer.path("rules.ruleId");
    assertThat(rules).startsWith("PARTY", "EDGE").endsWith("R10");
    List<Boolean> passed = answer.path("rules.passed");
    assertThat(passed).containsOnlyOnce(false).endsWith(false);
    assertThat(answer.path("pack.disclaimer").toString()).contains("Not legal advice");
  }

  /** A supply's decision is for the bureau and auditors; its id is for everybody it concerns. */
  @Test
  void refusal_isFoundByWhatItsEntryTells() {
    Response refused = Questions.ask(questions.release1(person));
    JsonObject entry = log.entries().get(refused.path("auditIndex")).event().data();
    String path = "/v1/decisions/" + entry.getString("decisionId") + "/explanation";

    assertThat(entry.has("decision")).isFalse();
    assertThat(Api.get(Tokens.citizen(person), path).path("code").toString())
        .isEqualTo("SEPARATE_CONSENT_MISSING");
    assertThat(Api.get(world.mall.token(), path).statusCode()).isEqualTo(200);
  }

  @Test
  void supply_tellsThePlatformNothingOfTheLender() {
    String path = path(Questions.ask(questions.release1(person)));

    String told = Api.get(world.mall.token(), path).asString();

    assertThat(told).contains("SEPARATE_CONSENT_MISSING").doesNotContain(world.bank.id());
    assertThat(Api.get(world.bureau.token(), path).statusCode()).isEqualTo(200);
    assertThat(Api.get(world.ride.token(), path).path("code").toString())
        .as("no side of it")
        .isEqualTo("DECISION_UNKNOWN");
    assertThat(Api.get(Tokens.citizen(World.person()), path).statusCode()).isEqualTo(404);
  }

  @Test
  void refusal_forItsFeeTellsNoneThatWasCharged() {
    Agreed.provide(world.mall, world.bureau).give(person);
    String query = Agreed.query(world.bureau, world.bank).give(person);
    String path = path(Questions.ask(questions.dryRelease2(person, query, 99)));

    Response answer = Api.get(Tokens.citizen(person), path);

    assertThat(answer.path("code").toString()).isEqualTo("FEE_NOT_IN_TARIFF");
    assertThat(answer.<Object>path("facts.fee")).isNull();
  }

  private static Response explain(String token, String decision) {
    return Api.post(
        token, "/v1/decisions:explain", JsonObject.builder().put("decision", decision).build());
  }

  /** It goes into the log with its release, and nothing is kept of it here. */
  @Test
  void permit_isExplainedToWhoBringsIt_andIsNotKept() {
    Agreed.provide(world.mall, world.bureau).give(person);
    Response permit = Questions.ask(questions.release1(person));
    String decision = permit.path("decision");

    assertThat(Api.get(Tokens.citizen(person), path(permit)).path("code").toString())
        .isEqualTo("DECISION_UNKNOWN");
    for (String token : List.of(Tokens.citizen(person), world.mall.token(), world.bureau.token())) {
      assertThat(explain(token, decision).path("outcome").toString()).isEqualTo("PERMIT");
    }
    assertThat(explain(world.mall.token(), decision).asString()).doesNotContain(world.bank.id());
  }

  @Test
  void decisionThatIsBrought_isExplainedOnlyIfItIsOursAndConcernsTheCaller() {
    Agreed.provide(world.mall, world.bureau).give(person);
    String decision = Questions.ask(questions.release1(person)).path("decision");
    String ofAnother =
        Jws.sign(
            world.bureau.keys().signingKey(),
            "decision+jws",
            CanonicalJson.bytes(SignedClaims.unverified().read(decision).orElseThrow()));

    for (String refused : List.of(decision + "AAAA", ofAnother)) {
      assertThat(explain(Tokens.citizen(person), refused).statusCode()).isEqualTo(404);
    }
    assertThat(explain(Tokens.citizen(World.person()), decision).statusCode()).isEqualTo(404);
    assertThat(explain(world.ride.token(), decision).path("code").toString())
        .as("no side of it")
        .isEqualTo("DECISION_UNKNOWN");
  }

  @Test
  void dryRun_isKept() {
    Agreed.provide(world.mall, world.bureau).give(person);
    String query = Agreed.query(world.bureau, world.bank).give(person);

    String path = path(Questions.ask(questions.dryRelease2(person, query)));

    assertThat(Api.get(Tokens.citizen(person), path).path("outcome").toString())
        .isEqualTo("PERMIT");
  }

  @Test
  void permit_namesConsentsAndCategories() {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);

    Response answer =
        explain(Tokens.citizen(person), Questions.ask(questions.release1(person)).path("decision"));

    assertThat(answer.path("outcome").toString()).isEqualTo("PERMIT");
    assertThat(answer.<List<String>>path("facts.consents.consent")).containsExactly(consent);
    assertThat(answer.path("summary.en").toString()).contains("SHOPPING.AGGREGATE");
    assertThat(answer.<List<Boolean>>path("rules.passed")).doesNotContain(false);
    assertThat(answer.<Integer>path("facts.restsOn")).isGreaterThan(5);
  }
}
