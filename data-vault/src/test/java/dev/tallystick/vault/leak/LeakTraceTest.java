package dev.tallystick.vault.leak;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.Tokens;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leaked rows are matched inside, and every person concerned sees it. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class LeakTraceTest {
  private static final boolean LONG = Boolean.getBoolean("tallystick.endurance");
  private static final int ROWS = LONG ? 2_000 : 60;
  private static final int SEEDS = LONG ? 20 : 1;

  /** How many of a hundred rows the others have too; with few rows fewer, or they may tie. */
  private static final int SHARED = LONG ? 95 : 70;

  private static final List<String> OTHERS =
      List.of("bureau-a", "bureau-b", "bureau-c", "bureau-d", "bureau-e", "bureau-f");

  private static final String UUID7 = "019c12e7-4b9d-7f25-9fe0-46f9e9261e89";
  private static final String JWS = "aaaa.bbbb.cccc";

  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PersonScene scene;
  private Rows rows;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new PersonScene(log, consent);
    rows = new Rows(database);
  }

  @AfterEach
  void repair() {
    log.faults().goAway(false);
  }

  private static Response trace(String scope, List<Map<String, Object>> leaked) {
    return given()
        .auth()
        .oauth2(
            Tokens.claims("auditor")
                .audience("data-vault")
                .subject("auditor-1")
                .claim("audit_scope", scope)
                .sign())
        .contentType("application/json")
        .urlEncodingEnabled(false)
        .body(Map.of("ticket", "LEAK-1", "rows", leaked))
        .post("/v1/leaks:trace");
  }

  private Map<String, Object> row(Object band) {
    return Map.of("scheme", "ID_CARD", "value", scene.person, "fields", Map.of("band", band));
  }

  @Test
  void trace_namesWhoWasGivenTheRow_inTheVersionThatHasLeaked() {
    String record = scene.deposit("SHOPPING.AGGREGATE", "");
    scene.released("SHOPPING.AGGREGATE");
    scene
        .mall
        .post(
            "/v1/records/{id}/corrections",
            Map.of("fields", Map.of("band", "B4"), "ground", "PROVIDER"),
            record)
        .then()
        .statusCode(201);

    Response response = trace("*", List.of(row("B3"), row("B4"), row("B9")));

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(response.jsonPath().getInt("known")).isEqualTo(3);
    assertThat(response.jsonPath().getInt("matched")).as("B4 went to nobody").isEqualTo(1);
    assertThat(response.jsonPath().getString("recipients[0].recipient")).isEqualTo("bureau-north");
    assertThat(response.jsonPath().getLong("recipients[0].guiltPpm")).isEqualTo(900_000);
    JsonObject read = scene.logged("staff.read").get(0);
    assertThat(read.getString("purpose")).isEqualTo("LEAK_TRACE");
    assertThat(
            scene.entries("staff.read").get(0).event().internal().orElseThrow().getString("ticket"))
        .isEqualTo("LEAK-1");
  }

  /** A bank never asks the vault; the entry of its report tells which rows it was shown. */
  @Test
  void trace_findsTheBankToWhichAReportHasShownTheRow() {
    scene.deposit("SHOPPING.AGGREGATE", "");
    JsonObject row = scene.released("SHOPPING.AGGREGATE").get(0);
    sell("bank-riverside", List.of(RecordDigests.ofReleased(row)));
    sell("bank-hill", List.of(Hash.sha256("another row".getBytes(US_ASCII))));
    String shown = "select count(*) from reported_row where subject = ?";
    Rows.await(() -> rows.one(shown, scene.citizen.subject()).equals("2"));

    Response response = trace("*", List.of(row("B3")));

    assertThat(response.jsonPath().getList("recipients.recipient"))
        .as(response.asString())
        .containsExactlyInAnyOrder("bureau-north", "bank-riverside");
    scene.citizen.erase(Map.of()).then().statusCode(202);
    assertThat(rows.one(shown, scene.citizen.subject())).isEqualTo("0");
  }

  private void sell(String bank, List<Hash> shown) {
    String digest = "ab".repeat(32);
    JsonObject fee =
        JsonObject.builder()
            .put("amount", 100)
            .put("currency", "CNY")
            .put("tariff", "trf_" + UUID7)
            .put("line", "report")
            .build();
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE_2")
            .put("release", "rel_" + UUID7)
            .put("from", "bureau-north")
            .put("to", bank)
            .put("endUser", bank)
            .put("inquiry", "inq_" + UUID7)
            .put("product", "prd_" + UUID7)
            .put("purpose", "LOAN_APPROVAL")
            .put("categories", JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE")))
            .put("recordCount", 1)
            .put("recordsRoot", digest)
            .put("rows", JsonArray.ofStrings(shown.stream().map(Hash::hex).toList()))
            .put("payloadDigest", digest)
            .put("jweDigest", digest)
            .put("recipientKey", "A".repeat(43))
            .put("parents", JsonArray.ofStrings(List.of(UUID7)))
            .put("fee", fee)
            .put("request", JWS)
            .put("decision", JWS)
            .put("sellerSignature", JWS)
            .build();
    try {
      log.append(
          new EventFactory(TestClock.get(), new SecureRandom(), "bureau-service")
              .create(
                  "data.released",
                  Optional.of(scene.citizen.subject()),
                  data,
                  Optional.empty(),
                  Map.of(),
                  List.of()));
    } catch (InvalidEventException e) {
      throw new AssertionError(e.field() + " " + e.rule(), e);
    }
  }

  @Test
  void trace_whileTheLogIsAway_opensNothing() {
    scene.deposit("SHOPPING.AGGREGATE", "");
    log.faults().goAway(true);

    assertThat(trace("*", List.of(row("B3"))).statusCode()).isEqualTo(503);
  }

  @Test
  void trace_isHeldToTheEngagement_andToTheErased() {
    scene.deposit("SHOPPING.AGGREGATE", "");
    scene.released("SHOPPING.AGGREGATE");

    assertThat(trace("ride-west", List.of(row("B3"))).jsonPath().getInt("matched")).isZero();
    assertThat(trace("", List.of(row("B3"))).statusCode()).isEqualTo(403);
    assertThat(trace("mall-east", List.of(row("B3"))).jsonPath().getInt("matched")).isEqualTo(1);
    assertThat(
            trace("*", List.of(Map.of("fields", Map.of("band", "B3"))))
                .jsonPath()
                .getString("code"))
        .isEqualTo("LEAKED_ROW_INVALID");
    scene.citizen.erase(Map.of()).then().statusCode(202);
    assertThat(trace("*", List.of(row("B3"))).jsonPath().getInt("known")).isZero();
  }

  /** One seed and few rows; with {@code -Pendurance} 2,000 rows and 20 seeds. */
  @Test
  void trace_ofRowsThatSixRecipientsShare_namesTheRightOneFirst() {
    List<String> people = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      people.add(PartyDesk.idCard());
      lines.add(PartyDesk.line(people.get(i), "SHOPPING.AGGREGATE", ""));
    }
    List<String> records =
        scene.mall.deposit(lines.toArray(String[]::new)).stream()
            .limit(ROWS)
            .map(answer -> answer.getString("record"))
            .toList();
    for (int seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      String leaking = OTHERS.get(random.nextInt(OTHERS.size()));
      handOut(records, leaking, random);
      List<String> leaked = new ArrayList<>(people);
      Collections.shuffle(leaked, random);

      Response response =
          trace("*", leaked.subList(0, ROWS * 8 / 10).stream().map(LeakTraceTest::rowOf).toList());

      assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
      assertThat(response.jsonPath().getInt("matched")).isEqualTo(ROWS * 8 / 10);
      assertThat(response.jsonPath().getString("recipients[0].recipient"))
          .as("seed %d", seed)
          .isEqualTo(leaking);
      assertThat(response.jsonPath().getInt("recipients[0].rows")).isEqualTo(ROWS * 8 / 10);
      assertThat(response.jsonPath().getList("recipients")).hasSize(OTHERS.size());
    }
  }

  private static Map<String, Object> rowOf(String idCard) {
    return Map.of("scheme", "ID_CARD", "value", idCard, "fields", Map.of("band", "B3"));
  }

  /** To whoever leaks all of them, and to the five others most of them. */
  private void handOut(List<String> records, String leaking, Random random) {
    rows.execute("delete from released_record");
    List<String> handed = new ArrayList<>();
    List<String> recipients = new ArrayList<>();
    for (String record : records) {
      for (String recipient : OTHERS) {
        if (recipient.equals(leaking) || random.nextInt(100) < SHARED) {
          handed.add(record);
          recipients.add(recipient);
        }
      }
    }
    rows.execute(
        """
        insert into released_record
          (event_id, subject, source, recipient, at, logged, records, versions)
        select uuidv7(), r.subject, r.source, g.recipient, now(), true, array[r.id], array[1]
        from unnest(string_to_array(?, ','), string_to_array(?, ',')) as g (record, recipient)
        join record r on r.id = g.record
        """,
        String.join(",", handed),
        String.join(",", recipients));
  }
}
