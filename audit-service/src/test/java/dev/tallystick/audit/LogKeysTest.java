package dev.tallystick.audit;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.cosigning.TestWitness;
import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.key.LogKeys;
import dev.tallystick.audit.sealing.OpeningKeyRepository;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RealmTokens;
import dev.tallystick.keys.Kms;
import dev.tallystick.tlog.AddCheckpoint;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.KeySuccession;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.VerifierKey;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * The log's keys change while it is written: one follows another with the signatures of both, old
 * receipts go on being verified, and the key that wraps the keys of bodies is another one
 * (docs/operations/log-keys.md).
 */
@QuarkusTest
@TestProfile(LogKeysTest.OwnLog.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LogKeysTest {
  private static final String OPERATOR = new RealmTokens("audit-service").withRoles("operator");

  @Inject LogEntryRepository entries;
  @Inject OpeningKeyRepository stored;
  @Inject Kms kms;
  @Inject DataSource dataSource;
  @Inject TileRepository tiles;

  private final TestEvents events = new TestEvents(Clock.systemUTC());
  private byte[] lastRequest = {};

  /** A log of its own: other tests know theirs by its first key. */
  public static final class OwnLog implements QuarkusTestProfile {}

  @Test
  void key_isFollowedByAnotherAndRetired() throws Exception {
    try (TestWitness quay = new TestWitness("quay")) {
      VerifierKey first = VerifierKey.parse(vkey());
      quay.know(first);
      String before = append();
      Receipt old = receipt(before);
      assertThat(cosigned(quay, 0)).isPositive();

      // A key cannot be retired as long as it is the only one, nor one that is none.
      assertThat(retire(first.toString(), "ROTATED").statusCode()).isEqualTo(409);
      Response added = post("/v1/log-keys:add", "");
      assertThat(added.statusCode()).as(added.asString()).isEqualTo(200);
      VerifierKey second = VerifierKey.parse(added.jsonPath().getString("vkey"));
      assertThat(retire(second + "x", "ROTATED").statusCode()).isEqualTo(422);
      assertThat(vkey()).isEqualTo(second.toString());

      // Who trusts the first key finds the second one, and verifies with either meanwhile.
      List<KeySuccession> successions = KeySuccession.parseLines(text("/log/keys"));
      assertThat(KeySuccession.follow(first, successions)).containsExactly(first, second);
      Receipt both = receipt(append());
      both.verify(NoteVerifier.of(first));
      both.verify(NoteVerifier.of(second));
      long seen = cosigned(quay, quay.size(first.name()));

      Response retired = retire(first.toString(), "ROTATED");
      assertThat(retired.statusCode()).as(retired.asString()).isEqualTo(200);
      long end = retired.jsonPath().getLong("index");
      Receipt late = receipt(append());
      assertThat(signers(late.proof().checkpoint())).containsExactly(second);
      SignedNote published =
          await().atMost(60, SECONDS).until(this::checkpoint, note -> checkpointSize(note) > end);
      assertThat(signers(published)).containsExactly(second);

      // A witness that has taken up the new key goes on from the same tree.
      quay.know(first, second);
      assertThat(cosigned(quay, seen)).isGreaterThan(end);

      // Old receipts are verified for ever, by the policy that names both keys.
      Policy policy = Policy.parse(text("/log/policy").getBytes(StandardCharsets.UTF_8));
      assertThat(policy.logs()).containsExactly(first, second);
      assertThat(policy.check(old.proof().checkpoint()).signers()).containsExactly(first);
      assertThat(policy.check(late.proof().checkpoint()).signers()).containsExactly(second);
      old.verify(NoteVerifier.of(first));
      receipt(before).verify(NoteVerifier.of(second));

      compromised(second);
    }
  }

  /** A key that somebody else may have: its successor is named, and the policy names it no more. */
  private void compromised(VerifierKey stolen) throws Exception {
    Response added = post("/v1/log-keys:add", "");
    VerifierKey third = VerifierKey.parse(added.jsonPath().getString("vkey"));
    assertThat(retire(stolen.toString(), "COMPROMISED").statusCode()).isEqualTo(200);

    Policy policy = Policy.parse(text("/log/policy").getBytes(StandardCharsets.UTF_8));
    assertThat(policy.logs()).contains(third).doesNotContain(stolen);
    Receipt anew = receipt(append());
    assertThat(policy.check(anew.proof().checkpoint()).signers()).containsExactly(third);
  }

  @Test
  void wrappingKey_isChangedAndBodiesStayReadable() throws Exception {
    String event = append();
    int version = kms.currentKek(LogKeys.OPENINGS).version();

    Response rotated = post("/v1/opening-keys:rotate", "{\"destroyEarlier\":false}");
    assertThat(rotated.statusCode()).as(rotated.asString()).isEqualTo(200);
    assertThat(rotated.jsonPath().getInt("version")).isEqualTo(version + 1);
    assertThat(rotated.jsonPath().getInt("rewrapped")).isPositive();
    assertThat(kms.keks(LogKeys.OPENINGS)).hasSize(version + 1);

    Response again = post("/v1/opening-keys:rotate", "{\"destroyEarlier\":true}");
    assertThat(again.jsonPath().getInt("destroyed")).isEqualTo(version + 1);
    assertThat(kms.keks(LogKeys.OPENINGS)).hasSize(1);
    assertThat(acts()).containsSubsequence("OPENING_KEYS.ROTATE", "OPENING_KEYS.DESTROY");

    // Keys that nobody holds in memory any more are unwrapped by the version that is left.
    OpeningKeys fresh = freshKeys();
    assertThat(
            new OpeningSeal(fresh, id -> List.of())
                .openBody(entries.find(Event.parse(lastRequest).id()).orElseThrow())
                .id()
                .toString())
        .isEqualTo(event);
    assertThat(IndexSalts.rewrap(dataSource, kms).orElseThrow().version()).isEqualTo(version + 2);
  }

  /** What operators did, in the order of the log. */
  private List<String> acts() {
    OpeningSeal seal = new OpeningSeal(freshKeys(), id -> List.of());
    return entries.range(0, Long.MAX_VALUE).stream()
        .filter(row -> row.typeCode() == EventTypes.get("admin.acted").code())
        .map(row -> seal.openBody(row).data().getString("act"))
        .toList();
  }

  @Test
  void clock_thatIsRight_isNotAcknowledged() {
    Response answer = post("/v1/clock:acknowledge", "{\"newest\":\"2026-03-02T05:16:02.118Z\"}");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(409);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("CLOCK_NOT_BEHIND");
  }

  @Test
  void keys_areTheOperatorsAlone() {
    String auditor = new RealmTokens("audit-service").withRoles("auditor");
    for (String path :
        List.of(
            "/v1/log-keys:add",
            "/v1/log-keys:retire",
            "/v1/opening-keys:rotate",
            "/v1/clock:acknowledge")) {
      assertThat(
              given()
                  .urlEncodingEnabled(false)
                  .auth()
                  .oauth2(auditor)
                  .contentType("application/json")
                  .post(path)
                  .statusCode())
          .as(path)
          .isEqualTo(403);
    }
  }

  private OpeningKeys freshKeys() {
    return new OpeningKeys(stored, kms, Clock.systemUTC());
  }

  private String append() throws Exception {
    lastRequest = events.freeze();
    Response answer =
        given()
            .auth()
            .oauth2(LogApi.service(TestEvents.CLIENT))
            .contentType("application/json")
            .body(lastRequest)
            .post("/v1/entries");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return answer.jsonPath().getString("eventId");
  }

  private static Receipt receipt(String event) throws Exception {
    return Receipt.parse(
        given()
            .auth()
            .oauth2(LogApi.service(TestEvents.CLIENT))
            .get("/v1/receipts/" + event)
            .asByteArray());
  }

  private static Response post(String path, String body) {
    return given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(OPERATOR)
        .contentType("application/json")
        .body(body)
        .post(path);
  }

  private static Response retire(String vkey, String reason) {
    return post(
        "/v1/log-keys:retire", "{\"vkey\":\"%s\",\"reason\":\"%s\"}".formatted(vkey, reason));
  }

  private static String text(String path) {
    return given().get(path).asString();
  }

  private static String vkey() {
    return text("/log/vkey").strip();
  }

  private SignedNote checkpoint() throws Exception {
    return SignedNote.parse(text("/log/checkpoint"));
  }

  private static long checkpointSize(SignedNote note) {
    return Long.parseLong(note.text().lines().skip(1).findFirst().orElseThrow());
  }

  private static List<VerifierKey> signers(SignedNote note) throws Exception {
    return Policy.parse(text("/log/policy").getBytes(StandardCharsets.UTF_8)).check(note).signers();
  }

  /** Has the witness cosign what is published; returns the size that it has cosigned then. */
  private long cosigned(TestWitness witness, long known) throws Exception {
    SignedNote note =
        await().atMost(60, SECONDS).until(this::checkpoint, found -> checkpointSize(found) > known);
    ConsistencyProof proof =
        known == 0
            ? new ConsistencyProof(0, List.of())
            : new TileTree(tiles, checkpointSize(note)).consistencyProof(known);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(witness.url() + "/add-checkpoint"))
                    .POST(
                        HttpRequest.BodyPublishers.ofByteArray(
                            new AddCheckpoint(proof, note).toByteArray()))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return checkpointSize(note);
  }
}
