package dev.tallystick.consent.decision;

import static dev.tallystick.consent.Agreed.with;
import static dev.tallystick.consent.Agreed.without;
import static dev.tallystick.consent.Questions.ask;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.tlog.Hash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DecisionResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Questions questions;
  private final String person = World.person();

  @Inject SigningKeys keys;

  @BeforeEach
  void signUp() {
    world = World.in(log);
    questions = new Questions(world);
  }

  @Test
  void release1_underConsent_isPermittedAndSigned() throws Exception {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    JsonObject question = questions.release1(person);

    Response answer = ask(question);

    JsonObject decision = decision(answer);
    assertThat(answer.path("outcome").toString()).as(answer.asString()).isEqualTo("PERMIT");
    assertThat(decision.getString("outcome")).isEqualTo("PERMIT");
    assertThat(decision.getString("iss")).isEqualTo("consent-service");
    assertThat(decision.getString("subject")).isEqualTo(person);
    assertThat(decision.getArray("categories"))
        .isEqualTo(JsonArray.ofStrings(List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE")));
    assertThat(decision.getString("requestDigest"))
        .isEqualTo(Hash.sha256(question.getString("request").getBytes(US_ASCII)).hex());
    assertThat(guards(decision)).containsEntry("consent/" + consent, 1L);
    guards(decision)
        .forEach((key, version) -> assertThat(log.guard(key)).as(key).isEqualTo(version));
    assertThat(answer.path("recipientKey.crv").toString()).isEqualTo("X25519");
    assertThat(decision.getString("recipientKey"))
        .isEqualTo(world.bureau.keys().publicKeys().encryptionKey().keyId());
    assertThat(answer.path("agreement").toString()).startsWith("agr_");
  }

  @Test
  void release1_withoutConsent_isRefusedAndLogged() throws Exception {
    JsonObject question = questions.release1(person);

    Response answer = ask(question);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.path("outcome").toString()).isEqualTo("DENY");
    assertThat(answer.path("code").toString()).isEqualTo("SEPARATE_CONSENT_MISSING");
    assertThat(answer.path("ruleId").toString()).isEqualTo("R10");
    assertThat((int) answer.path("status")).isEqualTo(403);
    ScriptedEvent denied = entry(answer);
    assertThat(denied.event().data().getString("code")).isEqualTo("SEPARATE_CONSENT_MISSING");
    assertThat(denied.event().data().has("endUser")).as("the platform reads the body").isFalse();
    JsonObject internal = denied.event().internal().orElseThrow();
    assertThat(internal.getString("endUser")).isEqualTo(world.bank.id());
    assertThat(internal.getString("decision")).isEqualTo(answer.path("decision"));
    JsonObject decision = decision(answer);
    assertThat(decision.getInteger("asOfSize")).isPositive().isLessThanOrEqualTo(denied.index());
    assertThat(decision.has("guards")).isFalse();
  }

  @Test
  void release2_dryRun_tellsTheFee() throws Exception {
    Agreed.provide(world.mall, world.bureau).give(person);
    String query = Agreed.query(world.bureau, world.bank).give(person);

    Response answer =
        Api.post(
            Tokens.service("bureau-service"),
            "/v1/decisions",
            questions.dryRelease2(person, query));

    assertThat(answer.path("outcome").toString()).as(answer.asString()).isEqualTo("PERMIT");
    assertThat((int) answer.path("fee.amount")).isEqualTo(100);
    assertThat(answer.path("fee.tariff").toString()).isEqualTo(world.tariff);
    assertThat(decision(answer).getBoolean("dryRun")).isTrue();
  }

  @Test
  void release2_byAStandingInquiry_isDecidedLikeAnyOther_andNotAsAnotherKind() {
    Agreed.provide(world.mall, world.bureau).give(person);
    String query = Agreed.query(world.bureau, world.bank).give(person);
    JsonObject question = questions.standingRelease2(person, query);

    assertThat(ask(question).path("outcome").toString()).isEqualTo("PERMIT");
    JsonObject asOnce =
        question
            .without(Set.of("requestType"))
            .with(JsonObject.builder().put("requestType", "inquiry+jws").build());
    assertThat(ask(asOnce).path("code").toString()).isEqualTo("REQUEST_MALFORMED");
  }

  @Test
  void release2_forAFeeThatIsNotInTheTariff_isRefusedAndTellsWhatWasMeant() throws Exception {
    Agreed.provide(world.mall, world.bureau).give(person);
    String query = Agreed.query(world.bureau, world.bank).give(person);

    Response answer = ask(questions.dryRelease2(person, query, 99));

    assertThat(answer.path("code").toString()).isEqualTo("FEE_NOT_IN_TARIFF");
    assertThat(answer.<Object>path("fee")).as("nothing is charged").isNull();
    JsonObject meant = decision(answer).getObject("fee");
    assertThat(meant.getInteger("amount")).as("or nobody could decide it anew").isEqualTo(99);
  }

  @Test
  void release2_ofALoggedRelease_isPermitted() throws Exception {
    String provide = Agreed.provide(world.mall, world.bureau).give(person);
    String query = Agreed.query(world.bureau, world.bank).give(person);
    Response first = ask(questions.release1(person));
    String parent = release(first, provide);

    Response answer = ask(questions.release2(person, query, parent));

    assertThat(answer.path("outcome").toString()).as(answer.asString()).isEqualTo("PERMIT");
    JsonObject decision = decision(answer);
    assertThat(decision.getArray("parents")).isEqualTo(JsonArray.ofStrings(List.of(parent)));
    assertThat(CanonicalJson.text(decision.getArray("advances"))).contains("charge/");
  }

  @Test
  void release2_withoutQueryConsent_tellsNothingAboutThePerson() throws Exception {
    Response answer = ask(questions.dryRelease2(person, World.id("con")));

    assertThat(answer.path("code").toString()).isEqualTo("QUERY_CONSENT_MISSING");
    assertThat(entry(answer).event().data().getString("step")).isEqualTo("RELEASE_2");
    assertThat(entry(answer).event().data().has("consents")).isFalse();
  }

  @Test
  void directSale_isRefusedWhateverItIsCalled() throws Exception {
    for (String label :
        List.of("application", "identity", "basic", "profile score", "tech service")) {
      Response answer = ask(questions.directSale(person, label));

      assertThat(answer.path("code").toString()).as(label).isEqualTo("DIRECT_PROVISION_PROHIBITED");
      JsonObject denied = entry(answer).event().data();
      assertThat(denied.getString("label")).isEqualTo(label);
      assertThat(denied.getString("caller")).isEqualTo(world.ride.id());
      assertThat(denied.getString("from")).isEqualTo(world.ride.id());
      assertThat(denied.getString("to")).isEqualTo(world.bank.id());
      assertThat(denied.getString("decision")).isEqualTo(answer.path("decision"));
    }
  }

  @Test
  void sameRefusalAgain_isAnsweredWithTheFirstEntry() {
    Response first = ask(questions.directSale(person, "tech service"));
    Response again = ask(questions.directSale(person, "tech service"));
    Response other = ask(questions.directSale(person, "another word"));

    assertThat(again.path("auditEventId").toString()).isEqualTo(first.path("auditEventId"));
    assertThat((int) again.path("auditIndex")).isEqualTo(first.path("auditIndex"));
    assertThat(other.path("auditEventId").toString()).isNotEqualTo(first.path("auditEventId"));
    assertThat(log.entries("data.denied"))
        .filteredOn(denied -> denied.event().subject().equals(Optional.of(person)))
        .hasSize(2);
  }

  @Test
  void refusal_seesWhatIsInTheLogWhenItIsAsked() {
    JsonObject question = questions.release1(person);
    Agreed provide = Agreed.provide(world.mall, world.bureau);
    assertThat(ask(question).path("outcome").toString()).isEqualTo("DENY");

    provide.give(person);

    assertThat(ask(questions.release1(person)).path("outcome").toString()).isEqualTo("PERMIT");
  }

  @Test
  void logAway_neitherPermitsNorRefuses() {
    JsonObject question = questions.release1(person);
    long before = log.entries().size();
    log.faults().goAway(true);

    Response answer = ask(question);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.path("code").toString()).isEqualTo("AUDIT_UNAVAILABLE");
    assertThat(answer.header("Retry-After")).isNotNull();
    log.faults().goAway(false);
    assertThat(log.entries()).hasSize((int) before);
  }

  @Test
  void otherClient_isNotAdmitted() {
    for (String client : List.of("audit-service", "portal", "consent-service")) {
      Response answer =
          Api.post(Tokens.service(client), "/v1/decisions", questions.release1(person));

      assertThat(answer.statusCode()).as(client).isEqualTo(403);
      assertThat(answer.path("code").toString()).isEqualTo("CLIENT_NOT_ADMITTED");
    }
  }

  @Test
  void whatTheCallerHasNotSigned_isNotDecided() {
    JsonObject question = questions.release1(person);
    Map<String, JsonValue> changes =
        Map.of(
            "subject", JsonString.of(World.person()),
            "from", JsonString.of(world.ride.id()),
            "purpose", JsonString.of("ANTI_FRAUD"),
            "endPurpose", JsonString.of("ANTI_FRAUD"),
            "endUser", JsonString.of("bank-elsewhere"),
            "inquiry", JsonString.of(World.id("inq")),
            "product", JsonString.of(World.id("prd")),
            "label", JsonString.of("another word"),
            "categories", JsonArray.ofStrings(List.of("TRAVEL.TRIP")));
    changes.forEach(
        (field, value) -> {
          Response answer = ask(with(question, Map.of(field, value)));

          assertThat(answer.statusCode()).as(field).isEqualTo(422);
          assertThat(answer.path("code").toString()).as(field).isEqualTo("REQUEST_DIFFERS");
          assertThat(answer.path("field").toString()).isEqualTo(field);
        });
    Response leftOut = ask(without(question, "endUser"));
    assertThat(leftOut.path("field").toString()).isEqualTo("endUser");
  }

  @Test
  void signedBySomebodyElse_isRefused() {
    ReleaseRequest signed =
        ReleaseRequest.direct(
            world.ride.claims("data-vault"),
            person,
            world.bank.id(),
            Agreed.LOAN,
            List.of("TRAVEL.AGGREGATE"),
            "x");
    JsonObject question =
        with(
            questions.directSale(person, "x"),
            Map.of("request", JsonString.of(signed.sign(world.bank.keys().signingKey()))));

    Response answer = ask(question);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.path("code").toString()).isEqualTo("REQUEST_SIGNATURE_INVALID");
  }

  @Test
  void incompleteQuestion_isRefusedByField() {
    Response answer = ask(without(questions.release1(person), "endPurpose"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.path("code").toString()).isEqualTo("DECISION_REQUEST_INVALID");
    assertThat(answer.path("field").toString()).isEqualTo("endPurpose");
  }

  /** The vault logs the release that a decision permits; its event. */
  private String release(Response answer, String consent) {
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE_1")
            .put("release", World.id("rel"))
            .put("from", world.mall.id())
            .put("to", world.bureau.id())
            .put("purpose", Agreed.SUPPLY)
            .put("endPurpose", Agreed.LOAN)
            .put(
                "consents",
                JsonArray.of(
                    List.of(JsonObject.builder().put("id", consent).put("version", 1).build())))
            .put(
                "categories", JsonArray.ofStrings(List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE")))
            .put("recordCount", 2)
            .put("recordsRoot", "00".repeat(32))
            .put("payloadDigest", "11".repeat(32))
            .put("jweDigest", "22".repeat(32))
            .put("recipientKey", world.bureau.keys().publicKeys().encryptionKey().keyId())
            .put("agreement", (String) answer.path("agreement"))
            .build();
    JsonObject internal =
        JsonObject.builder()
            .put("request", (String) answer.path("decision"))
            .put("decision", (String) answer.path("decision"))
            .build();
    return world
        .append("data-vault", "data.released", Optional.of(person), data, Optional.of(internal))
        .event()
        .id()
        .toString();
  }

  private ScriptedEvent entry(Response answer) {
    ScriptedEvent logged = log.entries().get(answer.path("auditIndex"));
    assertThat(logged.event().id().toString()).isEqualTo(answer.path("auditEventId"));
    return logged;
  }

  private JsonObject decision(Response answer) throws Exception {
    VerificationKeys trusted = VerificationKeys.of(keys.current().verificationKey());
    byte[] payload = Jws.verify(answer.path("decision"), "decision+jws", trusted).payload();
    JsonObject decision = (JsonObject) CanonicalJson.parse(payload);
    assertThat(new String(CanonicalJson.bytes(decision), UTF_8))
        .as("canonical")
        .isEqualTo(new String(payload, UTF_8));
    return decision;
  }

  private static Map<String, Long> guards(JsonObject decision) {
    Map<String, Long> guards = new TreeMap<>();
    for (JsonValue item : decision.getArray("guards").items()) {
      JsonObject guard = (JsonObject) item;
      guards.put(guard.getString("key"), guard.getInteger("version"));
    }
    return guards;
  }
}
