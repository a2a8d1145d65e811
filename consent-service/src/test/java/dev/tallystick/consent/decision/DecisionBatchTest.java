package dev.tallystick.consent.decision;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.signing.SigningKeys;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several questions in one call are each answered as they would be alone. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DecisionBatchTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Questions questions;
  private final String person = World.person();

  @Inject SigningKeys keys;
  @Inject SessionFactory sessions;
  @Inject DirectStatements direct;

  @BeforeEach
  void signUp() {
    world = World.in(log);
    questions = new Questions(world);
  }

  private JsonObject claims(Response answer, int place) throws Exception {
    byte[] payload =
        Jws.verify(
                answer.path("answers[" + place + "].decision.decision"),
                "decision+jws",
                VerificationKeys.of(keys.current().verificationKey()))
            .payload();
    return (JsonObject) CanonicalJson.parse(payload);
  }

  @Test
  void questionsOfOneStatement_areEachDecidedAndSigned() throws Exception {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    List<JsonObject> asked = questions.release1(person, List.of(world.mall, world.ride));

    Response answer = Questions.askAll(asked);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.<List<String>>path("answers.decision.outcome"))
        .containsExactly("PERMIT", "DENY");
    JsonObject permit = claims(answer, 0);
    assertThat(permit.getString("from")).isEqualTo(world.mall.id());
    assertThat(CanonicalJson.text(permit.getArray("guards"))).contains("consent/" + consent);
    JsonObject denial = claims(answer, 1);
    assertThat(denial.getString("from")).isEqualTo(world.ride.id());
    assertThat(denial.has("guards")).isFalse();
    int index = answer.path("answers[1].decision.auditIndex");
    assertThat(log.entries().get(index).event().data().getString("from"))
        .as("the refusal is logged before it is told")
        .isEqualTo(world.ride.id());
    assertThat(denial.getInteger("asOfSize")).isLessThanOrEqualTo(index);
  }

  @Test
  void permitInABatch_isThatOfTheSameQuestionAlone() throws Exception {
    Agreed.provide(world.mall, world.bureau).give(person);
    JsonObject question = questions.release1(person);
    Set<String> ofTheMoment = Set.of("decision", "instant", "notBefore", "notAfter", "asOfSize");

    Response alone = Questions.ask(question);
    Response together = Questions.askAll(List.of(question, question));

    byte[] payload =
        Jws.verify(
                alone.path("decision"),
                "decision+jws",
                VerificationKeys.of(keys.current().verificationKey()))
            .payload();
    JsonObject single = ((JsonObject) CanonicalJson.parse(payload)).without(ofTheMoment);
    for (int place : new int[] {0, 1}) {
      assertThat(claims(together, place).without(ofTheMoment)).isEqualTo(single);
    }
    assertThat(claims(together, 0).getString("decision"))
        .as("a decision is used once")
        .isNotEqualTo(claims(together, 1).getString("decision"));
  }

  @Test
  void questionThatItsStatementDoesNotCover_refusesNoOther() {
    Agreed.provide(world.mall, world.bureau).give(person);
    String query = Agreed.query(world.bureau, world.bank).give(person);
    JsonObject signedForTheMall = questions.release1(person, world.mall);
    JsonObject forAnother =
        signedForTheMall
            .without(Set.of("from"))
            .with(JsonObject.builder().put("from", world.ride.id()).build());
    JsonObject incomplete = signedForTheMall.without(Set.of("endPurpose"));
    JsonObject notSigned =
        signedForTheMall
            .without(Set.of("caller", "to"))
            .with(
                JsonObject.builder()
                    .put("caller", world.bank.id())
                    .put("to", world.bank.id())
                    .build());

    Response answer =
        Questions.askAll(
            List.of(
                questions.dryRelease2(person, query),
                forAnother,
                signedForTheMall,
                incomplete,
                notSigned));

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.path("answers[0].decision.outcome").toString()).isEqualTo("PERMIT");
    assertThat(answer.path("answers[2].decision.outcome").toString()).isEqualTo("PERMIT");
    assertThat(answer.<List<Object>>path("answers")).hasSize(5);
    for (int place : new int[] {1, 3, 4}) {
      assertThat(answer.<Object>path("answers[" + place + "].decision")).isNull();
    }
    assertThat(answer.<Object>path("answers[0].decision.fee")).as("the dry run").isNotNull();
    assertThat(answer.path("answers[1].problem.code").toString()).isEqualTo("REQUEST_DIFFERS");
    assertThat(answer.path("answers[1].problem.field").toString()).isEqualTo("from");
    assertThat((int) answer.path("answers[1].problem.status")).isEqualTo(422);
    assertThat(answer.path("answers[3].problem.code").toString())
        .isEqualTo("DECISION_REQUEST_INVALID");
    assertThat(answer.path("answers[4].problem.code").toString())
        .as("a statement that was found good for one is not for another caller")
        .isIn("REQUEST_PARTY_MISMATCH", "REQUEST_SIGNATURE_INVALID");
  }

  private static Response batch(String body) {
    return given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(Tokens.service("data-vault"))
        .contentType("application/json")
        .body(body)
        .post("/v1/decisions:batch");
  }

  @Test
  void moreThanTheMost_orNone_isRefused() {
    JsonObject question = questions.release1(person);

    for (String none : List.of("{}", "{\"questions\":[]}", "{\"questions\":[null]}")) {
      assertThat(batch(none).statusCode()).as(none).isEqualTo(422);
    }
    Response many = Questions.askAll(Collections.nCopies(65, question));
    assertThat(many.statusCode()).isEqualTo(422);
    assertThat(many.path("field").toString()).isEqualTo("questions");
    Response malformed = Questions.askAll(List.of(question, question.without(Set.of("caller"))));
    assertThat(malformed.path("field").toString()).isEqualTo("questions[1].caller");
  }

  @Test
  void otherClient_isNotAdmitted() {
    for (String client : List.of("audit-service", "portal", "consent-service")) {
      Response answer =
          Api.post(
              Tokens.service(client),
              "/v1/decisions:batch",
              JsonObject.builder()
                  .put("questions", JsonArray.of(List.of(questions.release1(person))))
                  .build());

      assertThat(answer.statusCode()).as(client).isEqualTo(403);
      assertThat(answer.path("code").toString()).isEqualTo("CLIENT_NOT_ADMITTED");
    }
  }

  @Test
  void logAway_answersNone() {
    List<JsonObject> asked = questions.release1(person, List.of(world.mall, world.ride));
    long before = log.entries().size();
    log.faults().goAway(true);

    Response answer = Questions.askAll(asked);
    log.faults().goAway(false);

    assertThat(answer.<List<String>>path("answers.problem.code"))
        .containsExactly("AUDIT_UNAVAILABLE", "AUDIT_UNAVAILABLE");
    assertThat(answer.<List<Integer>>path("answers.problem.status")).containsExactly(503, 503);
    assertThat(log.entries()).hasSize((int) before);
  }

  @Test
  void permitsOfOnePerson_takeOneStatementTogether() {
    Agreed.provide(world.mall, world.bureau).give(person);
    Statistics statistics = sessions.getStatistics();

    // Jobs in the background make statements too, so the call with the fewest counts.
    long[] fewest = {Long.MAX_VALUE};
    IntStream.range(0, 20)
        .forEach(
            i -> {
              long before = statistics.getPrepareStatementCount() + direct.preparedCount();
              Response answer =
                  Questions.askAll(Collections.nCopies(8, questions.release1(person)));
              assertThat(answer.<List<String>>path("answers.decision.outcome"))
                  .hasSize(8)
                  .containsOnly("PERMIT");
              long after = statistics.getPrepareStatementCount() + direct.preparedCount();
              fewest[0] = Math.min(fewest[0], after - before);
            });

    assertThat(fewest[0]).isEqualTo(1);
  }
}
