package dev.tallystick.vault.release;

import static dev.tallystick.vault.PartyDesk.key;
import static dev.tallystick.vault.release.ReleaseTest.assertOk;
import static dev.tallystick.vault.release.ReleaseTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.HeldRow;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Releases that are asked for again, and those that the log or consent-service cannot vouch for.
 */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReleaseFaultsTest {
  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private ReleaseScene scene;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = ReleaseScene.set(consent);
  }

  @AfterEach
  void repair() {
    log.faults().goAway(false);
    log.faults().loseAnswers(0);
    consent.reset();
  }

  @Test
  void retry_withinAMinute_getsTheSameBytes_andLaterNone() {
    String key = key();
    String request = scene.request("TRAVEL.AGGREGATE");
    Response first = scene.bureau().postRelease(key, request);
    int entries = log.entries("data.released").size();

    Response again = scene.bureau().postRelease(key, request);
    Response other = scene.bureau().postRelease(key, scene.request("FOOD.AGGREGATE"));
    TestClock.get().pass(Duration.ofSeconds(61));
    Response late = scene.bureau().postRelease(key, request);

    assertOk(first);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertRefused(other, 409, "IDEMPOTENCY_KEY_REUSED");
    assertRefused(late, 409, "RELEASE_LAPSED");
    assertThat(log.entries("data.released")).hasSize(entries);
    assertThat(consent.asked()).hasSize(1);
  }

  @Test
  void request_underAnotherKey_isAReplay() {
    String request = scene.request("TRAVEL.AGGREGATE");
    assertOk(scene.bureau().postRelease(key(), request));

    assertRefused(scene.bureau().postRelease(key(), request), 409, "REQUEST_REPLAYED");
  }

  @Test
  void guardsThatMoveOnce_areDecidedAnew_andTwice_refused() {
    log.faults().refuseNext(409, "GUARD_MOVED");
    assertOk(scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE")));
    assertThat(consent.asked()).hasSize(2);
    int before = log.entries("data.released").size();

    consent.guard("pack/cn", 99);
    Response overtaken = scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE"));

    assertRefused(overtaken, 409, "DECISION_OVERTAKEN");
    assertThat(log.entries("data.released")).hasSize(before);
  }

  @Test
  void payloadThatIsTakenAwayOnceTheLogHasTheRelease_isNoRefusal_andNothingIsDecidedAnew()
      throws Exception {
    int before = log.entries("data.released").size();

    TakenAwayPayloads.during(
        () -> {
          Response answer = scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE"));
          assertOk(answer);
          assertThat(answer.jsonPath().getList("releases")).isEmpty();
        });

    assertThat(consent.asked()).hasSize(1);
    assertThat(log.entries("data.released")).hasSize(before + 1);
  }

  @Test
  void logAway_nothingLeaves_andTheSameKeyGoesOnWhenItIsBack() {
    String key = key();
    String request = scene.request("TRAVEL.AGGREGATE");
    log.faults().goAway(true);

    Response away = scene.bureau().postRelease(key, request);
    log.faults().goAway(false);
    TestClock.get().pass(Duration.ofSeconds(11));
    Response back = scene.bureau().postRelease(key, request);

    assertRefused(away, 503, "AUDIT_UNAVAILABLE");
    assertThat(away.asString()).doesNotContain("\"jwe\"", "\"eyJ");
    assertThat(away.header("Retry-After")).isNotBlank();
    assertOk(back);
    assertThat(consent.asked()).hasSize(2);
  }

  @Test
  void answerOfTheLogLost_theReleaseIsFoundAndSentOnce() {
    String key = key();
    String request = scene.request("TRAVEL.AGGREGATE");
    int before = log.entries("data.released").size();
    log.faults().loseAnswers(1000);

    Response lost = scene.bureau().postRelease(key, request);
    log.faults().loseAnswers(0);
    Response found = scene.bureau().postRelease(key, request);

    assertRefused(lost, 503, "AUDIT_UNAVAILABLE");
    assertOk(found);
    assertThat(log.entries("data.released")).hasSize(before + 1);
    assertThat(found.<Object>path("releases[0].eventId"))
        .isEqualTo(ReleaseScene.lastReleased(log).event().id().toString());
    assertThat(consent.asked()).hasSize(1);
  }

  /** Key, statement, releases and what they hand over are one commit, or none. */
  @Test
  void intentThatCannotBeStored_usesUpNeitherKeyNorStatement() throws Exception {
    String request = scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    String key = key();
    int before = log.entries("data.released").size();
    List<String> tables = List.of("release", "released_record", "statement_seen");

    for (String table : tables) {
      RefusedWrites.during(
          table,
          "true",
          () -> assertThat(scene.bureau().postRelease(key, request).statusCode()).isEqualTo(503));
    }

    assertThat(log.entries("data.released")).hasSize(before);
    assertOk(scene.bureau().postRelease(key(), request));
    assertThat(log.entries("data.released")).hasSize(before + 2);
  }

  @Test
  void conclusionThatCannotBeStored_nothingLeaves_andTheReceiptsAreFoundLater() throws Exception {
    String request = scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");
    String key = key();
    int before = log.entries("data.released").size();

    RefusedWrites.during(
        "release",
        "new.state = 'LOGGED'",
        () -> {
          Response answer = scene.bureau().postRelease(key, request);
          assertThat(answer.statusCode()).isEqualTo(503);
          assertThat(answer.asString()).doesNotContain("\"jwe\"", "\"eyJ");
        });
    assertRefused(scene.bureau().postRelease(key, request), 409, "IDEMPOTENCY_KEY_IN_USE");
    TestClock.get().pass(ReleaseRequestRepository.LEASE);
    Response found = scene.bureau().postRelease(key, request);

    assertOk(found);
    assertThat(found.jsonPath().getList("releases")).hasSize(2);
    assertThat(log.entries("data.released")).hasSize(before + 2);
    assertThat(consent.asked()).hasSize(2);
  }

  @Test
  void sameKey_whileTheFirstIsWorkedOn_isInUse() {
    String request = scene.request("TRAVEL.AGGREGATE");
    String key = key();
    CompletableFuture<Response> first;
    try (HeldRow held =
        HeldRow.of(database, "select 1 from subject where token = ? for update", scene.subject())) {
      first = held.waiting(() -> scene.bureau().postRelease(key, request));

      assertRefused(scene.bureau().postRelease(key, request), 409, "IDEMPOTENCY_KEY_IN_USE");
    }

    assertOk(first.join());
    assertThat(consent.asked()).hasSize(1);
  }

  @Test
  void sourcesOfARequest_areAppendedInOneRequest() {
    int before = log.appends().size();

    assertOk(
        scene.bureau().postRelease(key(), scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE")));

    assertThat(log.appends().subList(before, log.appends().size())).containsExactly(2);
  }

  @Test
  void sourcesOfARequest_areDecidedInOneCall_eachByADecisionOfItsOwn() {
    int before = log.entries("data.released").size();

    assertOk(
        scene.bureau().postRelease(key(), scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE")));

    assertThat(consent.decisionCalls()).isEqualTo(1);
    assertThat(consent.asked()).hasSize(2);
    List<ScriptedEvent> released = log.entries("data.released");
    assertThat(released.subList(before, released.size()))
        .extracting(entry -> entry.event().internal().orElseThrow().getString("decision"))
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void sourceThatIsNotDecidedOn_refusesTheRequest_whichGoesOnUnderTheSameKey() {
    consent.loseTheLogFor("ride-west");
    int before = log.entries("data.released").size();
    String key = key();
    String request = scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE");

    assertRefused(scene.bureau().postRelease(key, request), 503, "AUDIT_UNAVAILABLE");
    assertThat(log.entries("data.released")).hasSize(before);
    assertThat(
            new Rows(database)
                .one("select count(*) from release where subject = ?", scene.subject()))
        .isEqualTo("0");

    consent.reset();
    assertOk(scene.bureau().postRelease(key, request));
    assertThat(log.entries("data.released")).hasSize(before + 2);
  }

  @Test
  void permitsOfACall_inAnotherOrder_areNone() {
    consent.answerBackwards();
    int before = log.entries("data.released").size();

    assertRefused(
        scene.bureau().postRelease(key(), scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE")),
        503,
        "CONSENT_UNAVAILABLE");

    assertThat(log.entries("data.released")).hasSize(before);
  }

  /** One is refused for good, and the other leaves all the same. */
  @Test
  void sourceThatIsOvertaken_leavesTheOtherAlone() {
    log.faults().refuseNext(409, "GUARD_MOVED");
    int before = log.entries("data.released").size();

    Response answer =
        scene.bureau().postRelease(key(), scene.request("SHOPPING.AGGREGATE", "TRAVEL.AGGREGATE"));

    assertOk(answer);
    assertThat(answer.jsonPath().getList("releases.from"))
        .isEqualTo(List.of("mall-east", "ride-west"));
    assertThat(log.entries("data.released")).hasSize(before + 2);
    assertThat(consent.asked()).hasSize(3);
    assertThat(
            new Rows(database)
                .one(
                    "select string_agg(state, ' ' order by state) from release where subject = ?",
                    scene.subject()))
        .matches("ABANDONED (LOGGED LOGGED|LOGGED SENT|SENT SENT)");
  }

  @Test
  void consentAway_orItsLog_nothingLeaves() {
    consent.loseTheLog(true);
    assertRefused(
        scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE")),
        503,
        "AUDIT_UNAVAILABLE");
    consent.reset();
    consent.goAway(true);

    assertRefused(
        scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE")),
        503,
        "CONSENT_UNAVAILABLE");
  }

  @Test
  void decisionAboutSomethingElse_isNoPermit() {
    for (Map.Entry<String, String> lie :
        Map.of(
                "subject", "sub_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "from", "mall-east",
                "to", "bank-riverside",
                "step", "RELEASE_2",
                "caller", "mall-east",
                "recipientKey", "m_qcE_EzIE9Bx_-GoelDnqoanzn0ZSsdqi7oFPLoVmA",
                "requestDigest", "00".repeat(32))
            .entrySet()) {
      consent.forge(claims -> with(claims, lie.getKey(), lie.getValue()));

      assertRefused(
          scene.bureau().postRelease(key(), scene.request("TRAVEL.AGGREGATE")),
          503,
          "CONSENT_UNAVAILABLE");
    }
  }

  private static JsonObject with(JsonObject claims, String name, String value) {
    JsonObject.Builder changed = JsonObject.builder().put(name, value);
    claims.forEach(
        (other, old) -> {
          if (!other.equals(name)) {
            changed.put(other, old);
          }
        });
    return changed.build();
  }
}
