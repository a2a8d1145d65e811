package dev.tallystick.vault.deposit;

import static dev.tallystick.vault.PartyDesk.idCard;
import static dev.tallystick.vault.PartyDesk.line;
import static dev.tallystick.vault.PartyDesk.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.PartyDesk;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chunks from the first line to the entry in the log. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class DepositTest {
  /** Lines of several batches. */
  private static final int MANY = 6_000;

  @Inject DataSource database;
  @Inject DepositOutcomes outcomes;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private Rows rows;
  private PartyDesk mall;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    rows = new Rows(database);
    mall = new PartyDesk("mall-east", "platform", consent);
  }

  @AfterEach
  void repair() {
    log.faults().goAway(false);
    consent.reset();
  }

  @Test
  void import_answersEachLineAndTheRootOfWhatItKept() {
    String first = line(idCard(), "SHOPPING.AGGREGATE", "");
    String third = line(idCard(), "TRAVEL.AGGREGATE", ",\"endedOn\":\"2026-01-31\"");

    Response response = mall.importLines(first, line("short", "SHOPPING.AGGREGATE", ""), third);

    List<JsonObject> answers = lines(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(answers).hasSize(4);
    assertThat(answers.get(1).getString("code")).isEqualTo("IDENTIFIER_INVALID");
    assertThat(answers.get(1).getInteger("line")).isEqualTo(2);
    JsonObject end = answers.get(3);
    assertThat(end.getInteger("count")).isEqualTo(2);
    Hash root =
        RecordDigests.root(List.of(digest(first, answers.get(0)), digest(third, answers.get(2))));
    assertThat(end.getString("root")).isEqualTo(root.hex());
    assertThat(end.getArray("refused").size()).isEqualTo(1);
  }

  private static Hash digest(String line, JsonObject answer) {
    return RecordDigests.digest(
        Base64.getUrlDecoder().decode(answer.getString("salt")), PartyDesk.parse(line));
  }

  @Test
  void signature_commitsTheChunkWithItsEntry() {
    List<JsonObject> answers = mall.deposit(line(idCard(), "SHOPPING.AGGREGATE", ""));

    String chunk = answers.get(1).getString("chunk");
    ScriptedEvent entry = last();
    assertThat(rows.chunkState(chunk)).isEqualTo("COMMITTED");
    assertThat(entry.event().data().getString("chunk")).isEqualTo(chunk);
    assertThat(entry.event().data().getString("root")).isEqualTo(answers.get(1).getString("root"));
    assertThat(entry.event().data().getString("source")).isEqualTo("own order system");
    JsonObject question = consent.asked().get(0);
    assertThat(question.getString("step")).isEqualTo("DEPOSIT");
    assertThat(question.getString("agreement")).isEqualTo(ScriptedConsent.AGREEMENT);
  }

  /** The log has the entry, so the records count, whatever the signer was told. */
  @Test
  void signature_whoseConclusionFails_isConcludedAfterwards() throws Exception {
    JsonObject end = end(mall.importLines(line(idCard(), "SHOPPING.AGGREGATE", "")));
    String chunk = end.getString("chunk");

    RefusedWrites.during(
        "chunk",
        "new.state = 'COMMITTED'",
        () -> {
          assertThat(mall.postSignature(chunk, mall.signature(end)).statusCode()).isEqualTo(503);
        });

    assertThat(last().event().data().getString("chunk")).isEqualTo(chunk);
    Rows.await(() -> rows.chunkState(chunk).equals("COMMITTED"));
  }

  @Test
  void signature_againWithTheSameStatement_answersAlike() {
    JsonObject end = end(mall.importLines(line(idCard(), "SHOPPING.AGGREGATE", "")));
    String statement = mall.signature(end);

    Response first = mall.postSignature(end.getString("chunk"), statement);
    int entries = log.entries("records.deposited").size();
    Response again = mall.postSignature(end.getString("chunk"), statement);
    Response other = mall.postSignature(end.getString("chunk"), mall.signature(end));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.<Object>path("eventId")).isEqualTo(first.path("eventId"));
    assertThat(again.<Object>path("index")).isEqualTo(first.path("index"));
    assertThat(log.entries("records.deposited")).hasSize(entries);
    assertRefused(other, 409, "CHUNK_SIGNED");
  }

  @Test
  void prohibitedLine_leavesNoRowNoKeyNoDigest() {
    long before = rows.count("record");
    long keys = rows.count("data_key");
    long identifiers = rows.count("identifier");
    String smuggled = line(idCard(), "SHOPPING.AGGREGATE", "").replace("B3", "shopping.health");

    Response response =
        mall.importLines(
            line(idCard(), "SHOPPING.HEALTH", ""),
            line(idCard(), "AUTH.SECRET", ""),
            line(idCard(), "RELIGION.MEMBERSHIP", ""),
            smuggled);

    List<JsonObject> answers = lines(response);
    assertThat(answers.subList(0, 4))
        .allSatisfy(
            answer -> {
              assertThat(answer.getString("code")).isEqualTo("CATEGORY_PROHIBITED");
              assertThat(answer.getString("ruleId")).isEqualTo("R21");
              assertThat(answer.has("salt")).isFalse();
            });
    assertThat(answers.get(4).getInteger("count")).isZero();
    assertThat(rows.count("record")).isEqualTo(before);
    assertThat(rows.count("data_key")).isEqualTo(keys);
    assertThat(rows.count("identifier")).isEqualTo(identifiers);
    mall.postSignature(answers.get(4).getString("chunk"), mall.signature(answers.get(4)))
        .then()
        .statusCode(201);
    JsonObject data = last().event().data();
    assertThat(data.getString("root")).isEqualTo(RecordDigests.root(List.of()).hex());
    assertThat(data.getArray("refused").size()).isEqualTo(3);
    assertThat(data.has("accepted")).isFalse();
  }

  @Test
  void prohibitedLines_ofOneChunk_doNotTellARetryApart() {
    String key = PartyDesk.key();
    String good = line(idCard(), "SHOPPING.AGGREGATE", "");

    Response first = mall.importUnder(key, good, line("XX11112222", "HEALTH.VISIT", ""));
    Response again = mall.importUnder(key, good, line("XX33334444", "HEALTH.VISIT", ""));

    // Its content reaches no hash, so it cannot make a difference.
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.asString()).isEqualTo(first.asString());
  }

  @Test
  void import_againUnderTheSameKey_answersAlikeOrRefuses() {
    String key = PartyDesk.key();
    String one = line(idCard(), "SHOPPING.AGGREGATE", "");
    String bad = line(idCard(), "NO.SUCH", "");

    Response first = mall.importUnder(key, one, bad);
    long records = rows.count("record");
    Response again = mall.importUnder(key, one, bad);
    Response other = mall.importUnder(key, line(idCard(), "SHOPPING.AGGREGATE", ""));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(rows.count("record")).isEqualTo(records);
    assertRefused(other, 409, "IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void import_ofManyLines_keepsTheirOrderOverAllBatches() {
    List<String> cards = Stream.generate(PartyDesk::idCard).limit(7).toList();
    List<String> sent = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      String line = line(cards.get(i % 7), "SHOPPING.AGGREGATE", "").replace("B3", "B" + i % 999);
      sent.add(
          i % 7 == 0
              ? line(idCard(), "HEALTH.VISIT", "")
              : i % 11 == 0
                  ? line.replaceFirst(
                      "\"identifier\":\\{[^}]*}", "\"subject\":\"sub_aaaaaaaaaaaaaaaaaaaaaaaaaa\"")
                  : line);
    }

    List<JsonObject> answers = lines(mall.importLines(sent.toArray(String[]::new)));

    List<Hash> digests = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      JsonObject answer = answers.get(i - 1);
      assertThat(answer.getInteger("line")).isEqualTo(i);
      assertThat(answer.findString("code").orElse("STORED"))
          .as("line %d", i)
          .isEqualTo(
              i % 7 == 0 ? "CATEGORY_PROHIBITED" : i % 11 == 0 ? "SUBJECT_UNKNOWN" : "STORED");
      if (answer.has("salt")) {
        digests.add(digest(sent.get(i - 1), answer));
      }
    }
    JsonObject end = answers.get(MANY);
    assertThat(end.getInteger("count")).isEqualTo(digests.size());
    assertThat(end.getString("root")).isEqualTo(RecordDigests.root(digests).hex());
    assertThat(rows.recordsOf(end.getString("chunk"))).isEqualTo(digests.size());
    mall.postSignature(end.getString("chunk"), mall.signature(end)).then().statusCode(201);
  }

  @Test
  void import_ofLinesThatOtherBatchesRepeat_storesEachOnce() {
    List<String> cards = Stream.generate(PartyDesk::idCard).limit(7).toList();
    List<String> once = new ArrayList<>();
    for (int i = 1; i <= MANY / 2; i++) {
      once.add(line(cards.get(i % 7), "SHOPPING.AGGREGATE", "").replace("B3", "B" + i % 999));
    }
    List<String> sent = new ArrayList<>(once);
    Collections.reverse(once);
    sent.addAll(once);

    List<JsonObject> answers = lines(mall.importLines(sent.toArray(String[]::new)));

    assertThat(answers.get(MANY).getInteger("count")).isEqualTo(MANY / 2);
    assertThat(answers.subList(0, MANY))
        .filteredOn(answer -> answer.getString("result").equals("DUPLICATE"))
        .hasSize(MANY / 2);
    assertThat(rows.recordsOf(answers.get(MANY).getString("chunk"))).isEqualTo(MANY / 2);
  }

  @Test
  void import_beyondALimit_keepsNothing() {
    long chunks = rows.count("chunk");
    List<String> many = new ArrayList<>();
    String barred = line("XX11112222", "HEALTH.VISIT", "");
    for (int i = 0; i <= ChunkLines.MAX_LINES; i++) {
      many.add(barred);
    }
    String wide = line(idCard(), "SHOPPING.AGGREGATE", "").replace("B3", "x".repeat(33_000));

    Response tooMany = mall.importLines(many.toArray(String[]::new));
    Response tooWide = mall.importLines(line(idCard(), "SHOPPING.AGGREGATE", ""), wide);

    assertRefused(tooMany, 413, "CHUNK_TOO_LARGE");
    assertRefused(tooWide, 413, "CHUNK_TOO_LARGE");
    assertThat(rows.count("chunk")).isEqualTo(chunks);
  }

  @Test
  void unsignedChunk_isDroppedWithItsRecords() {
    JsonObject end = end(mall.importLines(line(idCard(), "SHOPPING.AGGREGATE", "")));
    String chunk = end.getString("chunk");

    TestClock.get().pass(Duration.ofMinutes(9));
    outcomes.dropNow();
    assertThat(rows.recordsOf(chunk)).isEqualTo(1);
    TestClock.get().pass(Duration.ofMinutes(2));
    Response late = mall.postSignature(chunk, mall.signature(end));

    assertRefused(late, 410, "CHUNK_LAPSED");
    assertThat(rows.recordsOf(chunk)).isZero();
  }

  @Test
  void deniedChunk_isDroppedAndTheDenialNamed() {
    JsonObject end = end(mall.importLines(line(idCard(), "SHOPPING.AGGREGATE", "")));
    consent.deny("mall-east", "AGREEMENT_NOT_FILED", "R05", 403);

    Response denied = mall.postSignature(end.getString("chunk"), mall.signature(end));

    assertRefused(denied, 403, "AGREEMENT_NOT_FILED");
    assertThat(denied.<Object>path("ruleId")).isEqualTo("R05");
    assertThat(denied.<Object>path("auditIndex")).isEqualTo(17);
    assertThat(rows.recordsOf(end.getString("chunk"))).isZero();
  }

  @Test
  void signature_ofAnotherRoot_isRefused() {
    JsonObject end = end(mall.importLines(line(idCard(), "SHOPPING.AGGREGATE", "")));
    JsonObject wrong =
        PartyDesk.parse(
            "{\"chunk\":\"%s\",\"count\":1,\"root\":\"%s\"}"
                .formatted(end.getString("chunk"), "00".repeat(32)));

    Response refused = mall.postSignature(end.getString("chunk"), mall.signature(wrong));

    assertRefused(refused, 422, "DEPOSIT_MISMATCH");
  }

  @Test
  void signature_ofAnotherPlatform_findsNoChunk() {
    JsonObject end = end(mall.importLines(line(idCard(), "SHOPPING.AGGREGATE", "")));
    PartyDesk ride = new PartyDesk("ride-west", "platform", consent);

    assertRefused(
        ride.postSignature(end.getString("chunk"), ride.signature(end)), 404, "CHUNK_UNKNOWN");
  }

  @Test
  void signature_whileTheLogIsAway_isCommittedWhenItIsBack() {
    JsonObject end = end(mall.importLines(line(idCard(), "SHOPPING.AGGREGATE", "")));
    String chunk = end.getString("chunk");
    String statement = mall.signature(end);
    log.faults().goAway(true);

    Response away = mall.postSignature(chunk, statement);

    assertRefused(away, 503, "AUDIT_UNAVAILABLE");
    assertThat(rows.chunkState(chunk)).isEqualTo("SIGNED");
    log.faults().goAway(false);
    Rows.await(() -> rows.chunkState(chunk).equals("COMMITTED"));
    assertThat(mall.postSignature(chunk, statement).statusCode()).isEqualTo(201);
  }

  @Test
  void signature_whenGuardsKeepMoving_leavesTheChunkToBeSignedAgain() {
    JsonObject end = end(mall.importLines(line(idCard(), "SHOPPING.AGGREGATE", "")));
    String chunk = end.getString("chunk");
    consent.guard("pack/cn", 99);

    Response overtaken = mall.postSignature(chunk, mall.signature(end));

    assertRefused(overtaken, 409, "DECISION_OVERTAKEN");
    assertThat(consent.asked()).hasSize(2);
    assertThat(rows.chunkState(chunk)).isEqualTo("STAGED");
    consent.reset();
    assertThat(mall.postSignature(chunk, mall.signature(end)).statusCode()).isEqualTo(201);
  }

  private ScriptedEvent last() {
    List<ScriptedEvent> deposited = log.entries("records.deposited");
    return deposited.get(deposited.size() - 1);
  }

  private static JsonObject end(Response imported) {
    List<JsonObject> answers = lines(imported);
    return answers.get(answers.size() - 1);
  }

  private static void assertRefused(Response response, int status, String code) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.<Object>path("code")).isEqualTo(code);
  }
}
