package dev.tallystick.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.directory.decision.DecisionClient;
import dev.tallystick.directory.decision.QuestionOutcome;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.directory.document.DecisionQuestion;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionClientTest {
  private static final String BATCH = "/v1/decisions:batch";

  /** What consent-service takes, in bytes. */
  private static final int BODY = 1_048_576;

  private final SigningKey key = SigningKey.draw();
  private ConsentSite site;
  private DecisionClient client;

  @BeforeEach
  void open() throws IOException {
    site = new ConsentSite();
    site.put("/.well-known/jwks.json", "{\"keys\":[" + key.verificationKey().toJwk() + "]}");
    client = new DecisionClient(site::client, new DecisionKeys(site::client));
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static DecisionQuestion question(String from) {
    return DecisionQuestion.builder()
        .step("RELEASE_1")
        .dryRun(false)
        .request("a.b.c")
        .requestType("release-request+jws")
        .subject(Optional.of("sub_x"))
        .caller("bureau-north")
        .from(from)
        .to(Optional.of("bureau-north"))
        .build();
  }

  /** Permits what is asked. */
  private JsonObject permit(JsonObject question) {
    JsonObject claims =
        JsonObject.builder()
            .put("outcome", "PERMIT")
            .put("step", question.getString("step"))
            .put("dryRun", question.getBoolean("dryRun"))
            .put("requestDigest", Hash.sha256(question.getString("request").getBytes(UTF_8)).hex())
            .put("subject", question.getString("subject"))
            .put("caller", question.getString("caller"))
            .put("from", question.getString("from"))
            .put("to", question.getString("to"))
            .put("notAfter", "2026-03-02T01:20:00.000Z")
            .build();
    return JsonObject.builder()
        .put(
            "decision",
            JsonObject.builder()
                .put("outcome", "PERMIT")
                .put("decision", Jws.sign(key, "decision+jws", CanonicalJson.bytes(claims)))
                .build())
        .build();
  }

  private static JsonObject problem(String code) {
    return JsonObject.builder()
        .put("problem", JsonObject.builder().put("code", code).put("status", 422).build())
        .build();
  }

  private void answerAll(Function<JsonObject, JsonObject> answer) {
    site.answer(
        BATCH,
        body -> {
          List<JsonObject> answers = new ArrayList<>();
          for (JsonValue question : parse(body).getArray("questions").items()) {
            answers.add(answer.apply((JsonObject) question));
          }
          return CanonicalJson.text(
              JsonObject.builder().put("answers", JsonArray.of(answers)).build());
        });
  }

  private static JsonObject parse(byte[] body) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(body);
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void decideAll_givesEachItsOwnOutcome_inTheirOrder() throws Exception {
    answerAll(
        question ->
            question.getString("from").equals("ride-west")
                ? problem("REQUEST_DIFFERS")
                : permit(question));

    List<QuestionOutcome> outcomes =
        client.decideAll(
            List.of(question("mall-east"), question("ride-west"), question("pay-south")));

    assertThat(outcomes).hasSize(3);
    assertThat(outcomes.get(0).require()).isInstanceOf(Ruling.Permit.class);
    assertThatThrownBy(() -> outcomes.get(1).require())
        .isInstanceOfSatisfying(
            RemoteProblem.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("REQUEST_DIFFERS");
              assertThat(refused.status()).isEqualTo(422);
            });
    assertThat(outcomes.get(2).require()).isInstanceOf(Ruling.Permit.class);
  }

  @Test
  void decideAll_believesNoAnswerToAnotherQuestion() {
    JsonObject ofTheMall = permit(question("mall-east").toJson());
    answerAll(question -> ofTheMall);

    assertThatThrownBy(
            () -> client.decideAll(List.of(question("mall-east"), question("ride-west"))))
        .isInstanceOf(ConsentUnavailable.class);
  }

  @Test
  void decideAll_believesNoMissingAnswer() {
    site.answer(BATCH, body -> "{\"answers\":[]}");

    assertThatThrownBy(() -> client.decideAll(List.of(question("mall-east"))))
        .isInstanceOf(ConsentUnavailable.class);
  }

  @Test
  void decideAll_asksForManyInSeveralCalls() throws Exception {
    answerAll(this::permit);

    assertThat(client.decideAll(Collections.nCopies(33, question("mall-east")))).hasSize(33);
    assertThat(site.asked).filteredOn(BATCH::equals).hasSize(2);
    assertThat(client.decideAll(List.of())).isEmpty();
  }

  /** Who asks with a long statement about many sources must not keep the refusals from the log. */
  @Test
  void decideAll_ofTheLongestStatements_sendsNoMoreThanConsentServiceTakes() {
    List<Integer> lengths = new CopyOnWriteArrayList<>();
    site.answer(
        BATCH,
        body -> {
          lengths.add(body.length);
          return "{\"answers\":[]}";
        });
    DecisionQuestion longest =
        DecisionQuestion.builder()
            .step("RELEASE")
            .dryRun(false)
            .request("a".repeat(16_384))
            .requestType("release-request+jws")
            .subject(Optional.of("sub_x"))
            .caller("bureau-north")
            .from("m".repeat(64))
            .to(Optional.of("bureau-north"))
            .categories(IntStream.range(0, 175).mapToObj(i -> "C%063d".formatted(i)).toList())
            .build();

    assertThatThrownBy(() -> client.decideAll(Collections.nCopies(256, longest)))
        .isInstanceOf(ConsentUnavailable.class);

    assertThat(lengths).hasSize(1).allMatch(length -> length < BODY);
  }
}
