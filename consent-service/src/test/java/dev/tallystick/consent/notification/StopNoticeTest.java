package dev.tallystick.consent.notification;

import static dev.tallystick.consent.World.created;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.Organisation;
import dev.tallystick.consent.Questions;
import dev.tallystick.consent.Released;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.Event;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.StopAnswer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever holds what came under a consent hears that it has ended. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class StopNoticeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private World world;
  private Questions questions;
  private final String person = World.person();
  private final String me = Tokens.citizen(person);

  @Inject StopNotices notices;
  @Inject ConsentEventPublisher events;
  @Inject NotifyHoldersJob notifyHolders;
  @Inject OverdueNoticesJob overdueNotices;
  @Inject ExpireConsentsJob expiries;
  @Inject LiveState state;
  @Inject StopNoticeRepository repository;

  @BeforeEach
  void signUp() {
    world = World.in(log);
    questions = new Questions(world);
  }

  private ScriptedEvent supplied(String consent) {
    Response permit = Questions.ask(questions.release1(person));
    return Released.supply(world, person, consent, permit.path("decision"));
  }

  private void tell() {
    state.fresh(PATIENCE);
    notifyHolders.run();
  }

  private List<ScriptedEvent> told() {
    return toldOf(person);
  }

  private String withdrawn() {
    String consent = Agreed.provide(world.mall, world.bureau).give(person);
    supplied(consent);
    created(Api.post(me, "/v1/consents/" + consent + "/withdrawal", JsonObject.EMPTY));
    tell();
    return told().get(0).event().data().getString("notification");
  }

  private JsonObject answer(Organisation holder, String notification, String answer) {
    StopAnswer signed = new StopAnswer(holder.claims("consent-service"), notification, answer);
    return JsonObject.builder()
        .put("answer", answer)
        .put("signature", signed.sign(holder.keys().signingKey()))
        .build();
  }

  private static String path(String notification) {
    return "/v1/stop-notices/" + notification + "/answer";
  }

  @Test
  void withdrawal_reachesTheHolderOnceAndTheAnswerReachesThePerson() {
    String notification = withdrawn();
    tell();
    assertThat(told()).as("told once, however often it is gone through").hasSize(1);
    JsonObject data = told().get(0).event().data();
    assertThat(data.getString("to")).isEqualTo(world.bureau.id());
    assertThat(data.getString("change")).isEqualTo("WITHDRAWN");

    Response open = Api.get(me, "/v1/me/stop-notices");
    assertThat(open.<List<String>>path("notices.status")).containsExactly("open");
    created(
        Api.post(
            world.bureau.token(), path(notification), answer(world.bureau, notification, "DONE")));

    Response done = Api.get(me, "/v1/me/stop-notices");
    assertThat(done.<List<String>>path("notices.status")).containsExactly("DONE");
    ScriptedEvent answered = log.entries("downstream.answered").get(0);
    assertThat(log.entries("downstream.answered"))
        .anySatisfy(
            entry ->
                assertThat(entry.event().data().getString("notification")).isEqualTo(notification));
    assertThat(answered.event().data().getString("signature")).isNotBlank();
  }

  @Test
  void answer_isTheHoldersAloneAndSignedByIt() {
    String notification = withdrawn();
    JsonObject done = answer(world.bureau, notification, "DONE");

    assertThat(Api.post(world.bank.token(), path(notification), done).path("code").toString())
        .isEqualTo("STOP_NOTICE_UNKNOWN");
    JsonObject forged = answer(world.bank, notification, "DONE");
    assertThat(Api.post(world.bureau.token(), path(notification), forged).path("code").toString())
        .isEqualTo("REQUEST_PARTY_MISMATCH");
    JsonObject other =
        Agreed.with(
            answer(world.bureau, notification, "NOT_HELD"),
            Map.of("answer", JsonString.of("DONE")));
    assertThat(Api.post(world.bureau.token(), path(notification), other).path("code").toString())
        .isEqualTo("STOP_ANSWER_DIFFERS");
    JsonObject silent = answer(world.bureau, notification, "REFUSED");
    assertThat(Api.post(world.bureau.token(), path(notification), silent).path("code").toString())
        .isEqualTo("STOP_REASON_MISMATCH");
    created(Api.post(world.bureau.token(), path(notification), done));
    JsonObject again = answer(world.bureau, notification, "DONE");
    assertThat(Api.post(world.bureau.token(), path(notification), again).path("code").toString())
        .isEqualTo("STOP_NOTICE_ANSWERED");
  }

  @Test
  void bureauService_presentsWhatItsBureausHaveSigned_andNobodyElseDoes() {
    String notification = withdrawn();
    JsonObject done = answer(world.bureau, notification, "DONE");

    assertThat(
            Api.post(Tokens.service("data-vault"), path(notification), done)
                .path("code")
                .toString())
        .isEqualTo("STOP_NOTICE_UNKNOWN");
    JsonObject forged = answer(world.bank, notification, "DONE");
    String service = Tokens.service("bureau-service");
    assertThat(Api.post(service, path(notification), forged).path("code").toString())
        .isEqualTo("REQUEST_PARTY_MISMATCH");
    Response taken = created(Api.post(service, path(notification), done));

    assertThat(taken.<String>path("eventId"))
        .isEqualTo(
            log.entries("downstream.answered").stream()
                .filter(
                    entry -> entry.event().data().getString("notification").equals(notification))
                .map(entry -> entry.event().id().toString())
                .reduce((one, two) -> one + " " + two)
                .orElseThrow());
    assertThat(
            Api.post(service, path(notification), answer(world.bureau, notification, "NOT_HELD"))
                .path("code")
                .toString())
        .isEqualTo("STOP_NOTICE_ANSWERED");
  }

  @Test
  void answerWhileTheLogIsAway_counts_andIsLoggedOnce() {
    String notification = withdrawn();
    log.faults().goAway(true);
    Response taken;
    Response again;
    try {
      taken =
          Api.post(
              world.bureau.token(), path(notification), answer(world.bureau, notification, "DONE"));
      again =
          Api.post(
              world.bureau.token(),
              path(notification),
              answer(world.bureau, notification, "NOT_HELD"));
    } finally {
      log.faults().goAway(false);
    }

    assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(202);
    assertThat(taken.<Integer>path("index")).isNull();
    assertThat(again.<String>path("code")).isEqualTo("STOP_NOTICE_ANSWERED");
    String event = taken.path("eventId");
    await("the answer is logged")
        .atMost(PATIENCE)
        .until(
            () ->
                log.entries("downstream.answered").stream()
                    .anyMatch(entry -> entry.event().id().toString().equals(event)));
  }

  @Test
  void overdue_isSeenByTheRegulatorAndSaidInTheLogOnce() {
    String notification = withdrawn();
    LocalDate later = notices.today().plusDays(21);

    overdueNotices.reportOverdueNotices(later);
    overdueNotices.reportOverdueNotices(later);

    String event = told().get(0).event().id().toString();
    assertThat(log.entries("obligation.missed"))
        .filteredOn(
            entry -> entry.event().data().findString("about").filter(event::equals).isPresent())
        .hasSize(1);
    assertThat(repository.of(Optional.empty(), true, later, 500))
        .filteredOn(notice -> notice.notification().equals(notification))
        .singleElement()
        .satisfies(
            notice -> assertThat(StopNoticeJson.of(notice, later).status()).isEqualTo("overdue"));
    Response all = Api.get(world.authority.token(), "/v1/stop-notices");
    assertThat(all.<List<String>>path("notices.notification")).contains(notification);
    Response overdue = Api.get(world.authority.token(), "/v1/stop-notices?overdue=true");
    assertThat(overdue.<List<String>>path("notices.notification"))
        .as("not yet")
        .doesNotContain(notification);
    Response banks = Api.get(world.bank.token(), "/v1/stop-notices");
    assertThat(banks.<List<String>>path("notices.notification")).doesNotContain(notification);
  }

  /** A clerk says why they look, and the person sees purpose and time, not the name (R52). */
  @Test
  void r52_clerkReadsNoNoticeWithoutReasons() {
    String notification = withdrawn();
    String clerk = Tokens.clerk("bureau", world.bureau.id(), "bn-4411");
    Response bare = Api.get(clerk, "/v1/stop-notices");
    assertThat(bare.statusCode()).isEqualTo(403);
    assertThat(bare.<String>path("code")).isEqualTo("STAFF_PURPOSE_REQUIRED");
    assertThat(looks()).isEmpty();

    Response seen =
        given()
            .auth()
            .oauth2(clerk)
            .header("Staff-Manner", "SCREEN")
            .header("Staff-Purpose", "NOTICE_HANDLING")
            .header("Staff-Ticket", "T-4711")
            .get("/v1/stop-notices");

    assertThat(seen.<List<String>>path("notices.notification")).contains(notification);
    assertThat(looks()).hasSize(1);
    Event look = looks().get(0).event();
    assertThat(CanonicalJson.text(look.body().toJson()))
        .contains("NOTICE_HANDLING")
        .doesNotContain("bn-4411", "T-4711");
    assertThat(look.internal().orElseThrow().getString("staff")).isEqualTo("bn-4411");
    assertThat(look.internal().orElseThrow().getString("ticket")).isEqualTo("T-4711");
  }

  private List<ScriptedEvent> looks() {
    return log.entries("staff.read").stream()
        .filter(entry -> entry.event().subject().equals(Optional.of(person)))
        .toList();
  }

  /** What is stored about the first is refused: nobody behind it waits, and it is told at last. */
  @Test
  void holderWhoCannotBeTold_holdsUpNoOther() throws Exception {
    String first = World.person();
    RefusedWrites.during(
        "stop_notice",
        "new.subject = '" + first + "'",
        () -> {
          String consent = Agreed.provide(world.mall, world.bureau).give(first);
          Response permit = Questions.ask(questions.release1(first));
          Released.supply(world, first, consent, permit.path("decision"));
          created(
              Api.post(
                  Tokens.citizen(first),
                  "/v1/consents/" + consent + "/withdrawal",
                  JsonObject.EMPTY));
          await()
              .atMost(PATIENCE)
              .pollInSameThread()
              .until(
                  () -> {
                    tell();
                    return RefusedWrites.count() >= 1;
                  });

          withdrawn();

          assertThat(told()).hasSize(1);
          assertThat(toldOf(first)).isEmpty();
        });
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(
            () -> {
              tell();
              return toldOf(first).size() == 1;
            });
  }

  /** That the first is overdue cannot be stored: of the others it is said. */
  @Test
  void overdueNoticeThatFails_holdsUpNoOther() throws Exception {
    String first = withdrawnBy(World.person());
    String second = withdrawnBy(World.person());
    LocalDate later = notices.today().plusDays(21);

    RefusedWrites.during(
        "stop_notice",
        "new.notification = '" + first + "'",
        () -> {
          overdueNotices.reportOverdueNotices(later);

          assertThat(RefusedWrites.count()).isPositive();
          assertThat(missedAbout(second)).hasSize(1);
          assertThat(missedAbout(first)).isEmpty();
        });

    overdueNotices.reportOverdueNotices(later);
    assertThat(missedAbout(first)).hasSize(1);
    assertThat(missedAbout(second)).hasSize(1);
  }

  /** The event of what ran out first cannot be stored: of the others it is said. */
  @Test
  void endOfAConsentThatCannotBeSaid_holdsUpNoOther() throws Exception {
    String first = runsOut(World.person(), Instant.now().plusSeconds(600));
    String second = runsOut(World.person(), Instant.now().plusSeconds(601));
    ExpireConsentsJob later =
        new ExpireConsentsJob(events, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(602)));

    RefusedWrites.during(
        "producer_outbox",
        "position(convert_to('" + first + "', 'UTF8') in new.request) > 0",
        () -> {
          awaitExpired(second, later);

          assertThat(RefusedWrites.count()).isPositive();
          assertThat(expired(first)).isEmpty();
        });

    awaitExpired(first, later);
  }

  private String runsOut(String subject, Instant end) {
    Agreed provide = Agreed.provide(world.mall, world.bureau);
    JsonObject shortly =
        Agreed.with(
            provide.consent(provide.show(subject)),
            Map.of("validUntil", JsonString.of(Timestamps.format(end.toEpochMilli()))));
    return created(Api.post(Tokens.citizen(subject), "/v1/consents", shortly)).path("consent");
  }

  /** The notice of somebody else's withdrawal. */
  private String withdrawnBy(String subject) {
    String consent = Agreed.provide(world.mall, world.bureau).give(subject);
    Response permit = Questions.ask(questions.release1(subject));
    Released.supply(world, subject, consent, permit.path("decision"));
    created(
        Api.post(
            Tokens.citizen(subject), "/v1/consents/" + consent + "/withdrawal", JsonObject.EMPTY));
    tell();
    return toldOf(subject).get(0).event().data().getString("notification");
  }

  private List<ScriptedEvent> missedAbout(String notification) {
    String told =
        log.entries("downstream.notified").stream()
            .filter(entry -> entry.event().data().getString("notification").equals(notification))
            .map(entry -> entry.event().id().toString())
            .findFirst()
            .orElseThrow();
    return log.entries("obligation.missed").stream()
        .filter(entry -> entry.event().data().findString("about").filter(told::equals).isPresent())
        .toList();
  }

  private List<ScriptedEvent> toldOf(String subject) {
    return log.entries("downstream.notified").stream()
        .filter(entry -> entry.event().body().subject().filter(subject::equals).isPresent())
        .toList();
  }

  /** A consent that runs out at this time. */
  private String runningOut(Instant end) {
    Agreed provide = Agreed.provide(world.mall, world.bureau);
    JsonObject shortly =
        Agreed.with(
            provide.consent(provide.show(person)),
            Map.of("validUntil", JsonString.of(Timestamps.format(end.toEpochMilli()))));
    String consent = created(Api.post(me, "/v1/consents", shortly)).path("consent");
    supplied(consent);
    return consent;
  }

  private void awaitExpired(String consent, ExpireConsentsJob swept) {
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(
            () -> {
              swept.sweep();
              return !expired(consent).isEmpty();
            });
  }

  private List<ScriptedEvent> expired(String consent) {
    return log.entries("consent.expired").stream()
        .filter(entry -> entry.event().data().getString("consent").equals(consent))
        .toList();
  }

  @Test
  void r19_consentThatRanOutWhileTheDatabaseWasAwayIsSaidSoAfterwards() throws Exception {
    String consent = runningOut(Instant.now().plusSeconds(600));
    Clock afterwards = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(601));
    ExpireConsentsJob later = new ExpireConsentsJob(events, afterwards);

    RefusedWrites.during(
        "producer_outbox",
        "true",
        () -> {
          await()
              .atMost(PATIENCE)
              .pollInSameThread()
              .until(
                  () -> {
                    later.sweep();
                    return RefusedWrites.count() >= 2;
                  });
          assertThat(expired(consent)).isEmpty();
        });

    awaitExpired(consent, later);
    later.sweep();
    assertThat(expired(consent)).hasSize(1);
  }

  @Test
  void r19_consentThatRanOutIsSaidSoAndReachesTheHolder() {
    String consent = runningOut(Instant.now().plusSeconds(5));

    awaitExpired(consent, expiries);
    expiries.sweep();
    tell();

    assertThat(expired(consent)).hasSize(1);
    assertThat(told()).hasSize(1);
    assertThat(Questions.ask(questions.release1(person)).path("code").toString())
        .isEqualTo("CONSENT_EXPIRED");
  }
}
