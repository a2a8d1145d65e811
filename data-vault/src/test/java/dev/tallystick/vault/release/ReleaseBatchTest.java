package dev.tallystick.vault.release;

import static dev.tallystick.vault.PartyDesk.key;
import static dev.tallystick.vault.PartyDesk.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many people in one call: each decided, logged and answered as if it came alone. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReleaseBatchTest {
  private static final String CATEGORY = "SHOPPING.AGGREGATE";

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PersonScene scene;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new PersonScene(log, consent);
  }

  private String request(String subject) {
    return scene.bureau.releaseRequest(subject, "bureau-north", List.of(), CATEGORY);
  }

  private List<String> people(int count) {
    List<String> subjects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String card = PartyDesk.idCard();
      List<JsonObject> unused = scene.mall.deposit(line(card, CATEGORY, ""));
      subjects.add(scene.bureau.subject(card));
    }
    return subjects;
  }

  @Test
  void batch_isDecidedAndLoggedLineByLine_inOrder_andTheSameAgain() {
    List<String> subjects = people(10);
    Map<String, String> requests = new LinkedHashMap<>();
    subjects.forEach(subject -> requests.put(key(), request(subject)));
    int before = log.entries("data.released").size();

    Response response = scene.bureau.postReleases(requests);
    Response again = scene.bureau.postReleases(requests);

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    List<JsonObject> lines = PartyDesk.lines(response);
    assertThat(lines).hasSize(10);
    for (int i = 0; i < lines.size(); i++) {
      JsonObject line = lines.get(i);
      assertThat(line.getInteger("line")).isEqualTo(i + 1L);
      assertThat(line.getInteger("status")).isEqualTo(200);
      assertThat(line.getObject("answer").getArray("releases").items()).hasSize(1);
    }
    assertThat(log.entries("data.released")).hasSize(before + 10);
    assertThat(
            log.entries("data.released").subList(before, before + 10).stream()
                .map(entry -> entry.event().subject().orElseThrow()))
        .containsExactlyInAnyOrderElementsOf(subjects);
    assertThat(again.asString()).isEqualTo(response.asString());
  }

  @Test
  void line_thatIsRefused_orNone_leavesTheOthers() {
    String good = request(people(1).get(0));
    String lines =
        """
        {"key":"%s","request":"%s"}
        {"key":"%s","request":"e30.e30.e30"}
        {"key":"short","request":"%s"}
        {
        {"key":"%s","request":"%s","more":1}
        """
            .formatted(key(), good, key(), good, key(), good);

    List<JsonObject> answers = PartyDesk.lines(scene.bureau.postBatch(lines));

    assertThat(answers).extracting(line -> line.getInteger("status")).startsWith(200L);
    assertThat(answers.subList(1, 5))
        .allSatisfy(
            line -> {
              assertThat(line.getInteger("status")).isBetween(400L, 422L);
              assertThat(line.getObject("problem").getString("code")).isNotBlank();
            });
    assertThat(answers.get(2).getObject("problem").getString("code"))
        .isEqualTo("IDEMPOTENCY_KEY_INVALID");
  }

  @Test
  void denial_isTheLinesAlone() {
    String denied = people(1).get(0);
    consent.deny("mall-east", "SEPARATE_CONSENT_MISSING", "R10", 403);

    JsonObject line =
        PartyDesk.lines(scene.bureau.postReleases(Map.of(key(), request(denied)))).get(0);

    assertThat(line.getInteger("status")).isEqualTo(403);
    assertThat(line.getObject("problem").getString("ruleId")).isEqualTo("R10");
  }

  @Test
  void batch_ofNothing_orOfTooMuch_decidesNothing() {
    assertThat(scene.bureau.postBatch("\n").statusCode()).isEqualTo(422);
    assertThat(scene.bureau.postBatch("{}\n".repeat(501)).jsonPath().getString("code"))
        .isEqualTo("BATCH_SIZE");
    assertThat(consent.asked()).isEmpty();
  }

  @Test
  void timeRange_leavesOutWhatWasObservedAtAnotherTime() {
    scene.deposit(CATEGORY, "");
    List<JsonObject> unused =
        scene.mall.deposit(
            line(scene.person, CATEGORY, "").replace("2026-03-01T08", "2026-01-01T08"));
    ReleaseRequest.Observed february =
        new ReleaseRequest.Observed("2026-02-01T00:00:00.000Z", "2026-03-01T08:00:00.001Z");

    Response within = release(february);
    Response before =
        release(
            new ReleaseRequest.Observed("2025-01-01T00:00:00.000Z", "2026-01-01T08:00:00.000Z"));

    assertThat(within.jsonPath().getInt("releases[0].recordCount")).isEqualTo(1);
    assertThat(before.statusCode()).isEqualTo(200);
    assertThat(before.jsonPath().getList("releases")).isEmpty();
  }

  @Test
  void timeRange_countsBeforeTheLimit() {
    String[] lines = new String[AssemblePayload.MAX_RECORDS + 1];
    for (int i = 0; i < lines.length; i++) {
      lines[i] =
          line(scene.person, CATEGORY, "")
              .replace("08:00:00.000Z", "08:%02d:%02d.000Z".formatted(i / 60, i % 60));
    }
    scene.mall.deposit(lines);
    String corrected = scene.deposit(CATEGORY, ",\"endedOn\":\"2026-03-01\"");

    assertThat(scene.release(CATEGORY).jsonPath().getString("code")).isEqualTo("RELEASE_TOO_LARGE");
    Response all =
        release(
            new ReleaseRequest.Observed("2026-03-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z"));
    assertThat(all.jsonPath().getString("code")).isEqualTo("RELEASE_TOO_LARGE");
    Response minutes =
        release(
            new ReleaseRequest.Observed("2026-03-01T08:01:00.000Z", "2026-03-01T08:03:00.000Z"));
    assertThat(minutes.jsonPath().getInt("releases[0].recordCount")).isEqualTo(120);

    // Observed after it was deposited, as its correction says.
    String later =
        Timestamps.format(TestClock.get().instant().plus(Duration.ofHours(3)).toEpochMilli());
    TestClock.get().pass(Duration.ofHours(4));
    scene
        .mall
        .post(
            "/v1/records/{id}/corrections",
            Map.of("fields", Map.of("band", "B3"), "observedAt", later, "ground", "PROVIDER"),
            corrected)
        .then()
        .statusCode(201);
    Response now =
        release(
            new ReleaseRequest.Observed(
                later, Timestamps.format(TestClock.get().instant().toEpochMilli())));
    assertThat(now.jsonPath().getInt("releases[0].recordCount")).isEqualTo(1);
  }

  private Response release(ReleaseRequest.Observed time) {
    return scene.bureau.postRelease(
        key(),
        scene.bureau.sign(
            scene
                .bureau
                .request(scene.citizen.subject(), "bureau-north", List.of(), CATEGORY)
                .observedWithin(time)));
  }

  @Test
  void keyThatTheRecipientHasGivenUp_getsNothingAgain_andTheNewOneDoes() {
    scene.deposit(CATEGORY, "");
    String key = key();
    String request = request(scene.citizen.subject());
    Response first = scene.bureau.postRelease(key, request);

    consent.replaceKeys("bureau-north");
    TestClock.get().pass(Duration.ofSeconds(11));
    Response again = scene.bureau.postRelease(key, request);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.jsonPath().getString("code")).isEqualTo("RELEASE_LAPSED");
    assertThat(scene.released(CATEGORY)).hasSize(1);
  }
}
