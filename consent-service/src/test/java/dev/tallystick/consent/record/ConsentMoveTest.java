package dev.tallystick.consent.record;

import static dev.tallystick.consent.Questions.ask;
import static dev.tallystick.consent.World.created;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consent goes to another bureau as a whole, or stays where it is. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ConsentMoveTest {
  private static final Organisation SOUTH =
      Organisation.draw("bureau-south", "BUREAU", "Bureau South Ltd");
  private static final Organisation LAPSED =
      Organisation.draw("bureau-lapsed", "BUREAU", "Bureau Lapsed Ltd");
  private static boolean signedUp;

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private final String person = World.person();
  private final String me = Tokens.citizen(person);

  @BeforeEach
  void signUp() {
    world = World.in(log);
    if (!signedUp) {
      world.register(SOUTH);
      world.register(LAPSED);
      created(
          Api.post(world.authority.token(), "/v1/parties/bureau-south/licences", World.licence()));
      signedUp = true;
    }
  }

  @AfterEach
  void comeBack() {
    log.faults().goAway(false);
    log.faults().loseAnswers(0);
  }

  @Test
  void move_endsTheOldConsentAndGivesTheSameToTheOther() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);

    Response moved = created(move(old, SOUTH));

    String successor = moved.path("consent");
    JsonObject before = given(old);
    JsonObject after = given(successor);
    assertThat(after.getString("recipient")).isEqualTo("bureau-south");
    for (String same : List.of("kind", "discloser", "purpose", "method", "retention", "form")) {
      assertThat(after.getString(same)).as(same).isEqualTo(before.getString(same));
    }
    assertThat(after.getArray("categories")).isEqualTo(before.getArray("categories"));
    assertThat(after.getString("validUntil")).isEqualTo(before.getString("validUntil"));
    assertThat(moved.path("ended.status").toString()).isEqualTo("LOGGED");
    int ended = moved.path("ended.index");
    assertThat(ended).isGreaterThan(moved.<Integer>path("index"));
    JsonObject withdrawn = log.entries().get(ended).event().data();
    assertThat(withdrawn.getString("consent")).isEqualTo(old);
    assertThat(withdrawn.getString("recipient")).isEqualTo("bureau-north");
    assertThat(moved.path("consentReceipt").toString()).isNotEmpty();
    assertThat(statuses()).containsExactly("withdrawn", "given");
    assertThat(ask(new Questions(world).release1(person)).path("code").toString())
        .isEqualTo("CONSENT_WITHDRAWN");
  }

  @Test
  void move_ofAQuery_changesWhomTheLenderAsks() {
    String old = Agreed.query(world.bureau, world.bank).give(person);
    String notice = Agreed.query(SOUTH, world.bank).show(person);

    Response moved = created(move(old, SOUTH, notice));

    JsonObject after = given(moved.path("consent"));
    assertThat(after.getString("discloser")).isEqualTo("bureau-south");
    assertThat(after.getString("recipient")).isEqualTo("bank-riverside");
  }

  @Test
  void move_again_answersWithTheFirst_andNowhereElse() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    Response first = created(move(old, SOUTH));

    Response second = move(old, SOUTH);
    Response elsewhere = move(old, LAPSED);

    assertThat(second.statusCode()).as(second.asString()).isEqualTo(200);
    assertThat(second.path("consent").toString()).isEqualTo(first.path("consent"));
    assertThat(second.path("eventId").toString()).isEqualTo(first.path("eventId"));
    assertThat(second.path("ended.eventId").toString()).isEqualTo(first.path("ended.eventId"));
    assertThat(elsewhere.statusCode()).isEqualTo(409);
    assertThat(elsewhere.path("code").toString()).isEqualTo("CONSENT_ENDED");
    assertThat(givenTo("bureau-south", "bureau-lapsed")).hasSize(1);
  }

  @Test
  void move_underTheSameKey_isDoneOnce() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    String key = UUID.randomUUID().toString();
    JsonObject request = request(SOUTH, Agreed.provide(world.mall, SOUTH).show(person));

    Response first = created(Api.post(me, path(old), key, request));
    Response second = created(Api.post(me, path(old), key, request));

    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(givenTo("bureau-south")).hasSize(1);
  }

  /** An unlicensed bureau could do nothing with it, so the person would have lost the old one. */
  @Test
  void move_toABureauWithoutALicence_isRefusedAndLogged_andTheOldStands() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);

    Response refused = move(old, LAPSED);

    assertRefused(refused, "BUREAU_NOT_LICENSED", "R02");
    assertStands(old);
    created(move(old, SOUTH));
  }

  @Test
  void move_toASuspendedBureau_isRefusedAndLogged_andTheOldStands() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    String suspension = "/v1/parties/bureau-south/";
    created(Api.post(world.authority.token(), suspension + "suspension", ground("abuse")));

    Response refused = move(old, SOUTH);

    created(Api.post(world.authority.token(), suspension + "restoration", ground("remedied")));
    assertRefused(refused, "SERVICE_SUSPENDED", "R53");
    assertStands(old);
  }

  /** A rule about the new consent itself: the notice told less than it must. */
  @Test
  void move_onAnIncompleteNotice_isRefusedAndLogged_andTheOldStands() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    JsonObject notice = Agreed.without(Agreed.provide(world.mall, SOUTH).notice(), "rightsRoute");

    Response refused = move(old, SOUTH, Agreed.show(person, notice));

    assertRefused(refused, "NOTICE_INCOMPLETE", "R11");
    assertThat(refused.<List<String>>path("missing")).containsExactly("RIGHTS");
    assertStands(old);
  }

  @Test
  void move_toTheSameBureau_isRefused() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);

    Response refused = move(old, world.bureau);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.path("code").toString()).isEqualTo("CONSENT_NOT_MOVABLE");
    assertThat(refused.path("field").toString()).isEqualTo("to");
    assertStands(old);
  }

  @Test
  void move_ofWhatWasWithdrawn_isRefused_andNothingIsGiven() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    created(Api.post(me, "/v1/consents/" + old + "/withdrawal", JsonObject.EMPTY));

    Response refused = move(old, SOUTH);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.path("code").toString()).isEqualTo("CONSENT_ENDED");
    assertThat(statuses()).containsExactly("withdrawn");
  }

  @Test
  void move_ofSomebodyElses_isNotFound_andTheOldStands() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    String stranger = World.person();

    Response refused =
        Api.post(
            Tokens.citizen(stranger),
            path(old),
            request(SOUTH, Agreed.provide(world.mall, SOUTH).show(stranger)));

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.path("code").toString()).isEqualTo("CONSENT_UNKNOWN");
    assertStands(old);
  }

  /** A limit is not begun anew by moving. */
  @Test
  void move_keepsTheLimitOfUses() {
    Agreed provide = Agreed.provide(world.mall, world.bureau);
    JsonObject limited =
        provide.consent(provide.show(person)).with(JsonObject.builder().put("useLimit", 3).build());
    String old = created(Api.post(me, "/v1/consents", limited)).path("consent");

    Response moved = created(move(old, SOUTH));

    assertThat(given(moved.path("consent")).getInteger("useLimit")).isEqualTo(3);
  }

  @Test
  void movesAtTheSameTime_giveOneConsent() throws Exception {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    int many = 4;
    List<String> notices = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      notices.add(Agreed.provide(world.mall, SOUTH).show(person));
    }
    CyclicBarrier together = new CyclicBarrier(many);
    List<FutureTask<Response>> moves = new ArrayList<>();
    for (String notice : notices) {
      FutureTask<Response> one =
          new FutureTask<>(
              () -> {
                together.await(60, SECONDS);
                return move(old, SOUTH, notice);
              });
      moves.add(one);
      new Thread(one, "move").start();
    }

    List<Integer> answers = new ArrayList<>();
    for (FutureTask<Response> one : moves) {
      answers.add(one.get(60, SECONDS).statusCode());
    }

    assertThat(answers).containsOnlyOnce(201).isSubsetOf(200, 201, 409, 503);
    assertThat(givenTo("bureau-south")).hasSize(1);
    assertThat(statuses()).containsExactly("withdrawn", "given");
    assertThat(move(old, SOUTH).statusCode()).isEqualTo(200);
  }

  /** The log has moved on under the first try: the move is made anew, not twice. */
  @Test
  void move_whoseGuardHasMoved_isMadeAnew() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    String notice = Agreed.provide(world.mall, SOUTH).show(person);
    log.faults().refuseNext(409, "GUARD_MOVED");

    created(move(old, SOUTH, notice));

    assertThat(givenTo("bureau-south")).hasSize(1);
    assertThat(statuses()).containsExactly("withdrawn", "given");
  }

  /** Neither half happens while the log is away; once it is back, both do. */
  @Test
  void move_whileTheLogIsAway_isWholeAfterwards() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    String notice = Agreed.provide(world.mall, SOUTH).show(person);
    log.faults().goAway(true);

    Response away = move(old, SOUTH, notice);
    assertThat(away.statusCode()).as(away.asString()).isEqualTo(503);
    assertThat(statuses()).containsExactly("given");
    log.faults().goAway(false);

    Response settled =
        await()
            .atMost(60, SECONDS)
            .until(() -> move(old, SOUTH, notice), answer -> answer.statusCode() != 503);
    assertThat(settled.statusCode()).as(settled.asString()).isIn(200, 201);
    assertThat(givenTo("bureau-south")).hasSize(1);
    assertThat(statuses()).containsExactly("withdrawn", "given");
  }

  /** The log has taken the new consent and nobody heard it: the old one ends all the same. */
  @Test
  void move_whoseAnswerIsLost_endsTheOldConsent() {
    String old = Agreed.provide(world.mall, world.bureau).give(person);
    String notice = Agreed.provide(world.mall, SOUTH).show(person);
    log.faults().loseAnswers(100);

    Response lost = move(old, SOUTH, notice);
    log.faults().loseAnswers(0);

    assertThat(lost.statusCode()).isEqualTo(503);
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() -> assertThat(statuses()).containsExactly("withdrawn", "given"));
    assertThat(givenTo("bureau-south")).hasSize(1);
  }

  private Response move(String consent, Organisation to) {
    return move(consent, to, Agreed.provide(world.mall, to).show(person));
  }

  private Response move(String consent, Organisation to, String notice) {
    return Api.post(me, path(consent), request(to, notice));
  }

  private static String path(String consent) {
    return "/v1/consents/" + consent + "/move";
  }

  private static JsonObject request(Organisation to, String notice) {
    return JsonObject.builder().put("to", to.id()).put("notice", notice).build();
  }

  private static JsonObject ground(String text) {
    return JsonObject.builder().put("ground", text).build();
  }

  private List<String> statuses() {
    return Api.get(me, "/v1/me/consents").path("consents.status");
  }

  private void assertRefused(Response refused, String code, String rule) {
    assertThat(refused.path("code").toString()).as(refused.asString()).isEqualTo(code);
    assertThat(refused.path("ruleId").toString()).isEqualTo(rule);
    ScriptedEvent rejected = log.entries().get(refused.path("auditIndex"));
    assertThat(rejected.event().type().shortName()).isEqualTo("consent.rejected");
    assertThat(rejected.event().subject()).isEqualTo(Optional.of(person));
    assertThat(rejected.event().data().getString("code")).isEqualTo(code);
  }

  private void assertStands(String consent) {
    assertThat(Api.get(me, "/v1/me/consents").<List<String>>path("consents.consent"))
        .containsExactly(consent);
    assertThat(statuses()).containsExactly("given");
    assertThat(ask(new Questions(world).release1(person)).path("outcome").toString())
        .isEqualTo("PERMIT");
  }

  /** What the log has of a consent. */
  private JsonObject given(String consent) {
    return log.entries("consent.given").stream()
        .map(entry -> entry.event().data())
        .filter(data -> data.getString("consent").equals(consent))
        .findFirst()
        .orElseThrow();
  }

  /** What this person has given these bureaus, as the log has it. */
  private List<ScriptedEvent> givenTo(String bureau, String... more) {
    List<String> bureaus = new ArrayList<>(List.of(more));
    bureaus.add(bureau);
    return log.entries("consent.given").stream()
        .filter(entry -> entry.event().subject().equals(Optional.of(person)))
        .filter(entry -> bureaus.contains(entry.event().data().getString("recipient")))
        .toList();
  }
}
