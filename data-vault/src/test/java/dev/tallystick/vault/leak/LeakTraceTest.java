package dev.tallystick.vault.leak;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventId;
import dev.tallystick.events.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
  private static final List<String> OTHERS =
      List.of("bureau-a", "bureau-b", "bureau-c", "bureau-d", "bureau-e");

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
    scene.citizen.post("/v1/me/erasures", Map.of()).then().statusCode(202);
    assertThat(trace("*", List.of(row("B3"))).jsonPath().getInt("known")).isZero();
  }

  @Test
  void trace_ofRowsThatSixRecipientsShare_namesTheRightOneFirst() {
    Random random = new Random(7);
    List<String> people = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      people.add(PartyDesk.idCard());
      lines.add(PartyDesk.line(people.get(i), "SHOPPING.AGGREGATE", ""));
    }
    List<JsonObject> answers = scene.mall.deposit(lines.toArray(String[]::new));
    List<Map<String, Object>> leaked = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      String record = answers.get(i).getString("record");
      String subject = rows.one("select subject from record where id = ?", record);
      for (String recipient : OTHERS) {
        if (recipient.equals("bureau-c") || random.nextInt(100) < 70) {
          released(record, subject, recipient);
        }
      }
      leaked.add(
          Map.of("scheme", "ID_CARD", "value", people.get(i), "fields", Map.of("band", "B3")));
    }
    Collections.shuffle(leaked, random);

    Response response = trace("*", leaked.subList(0, 48));

    assertThat(response.jsonPath().getInt("matched")).as(response.asString()).isEqualTo(48);
    assertThat(response.jsonPath().getString("recipients[0].recipient")).isEqualTo("bureau-c");
    assertThat(response.jsonPath().getInt("recipients[0].rows")).isEqualTo(48);
    assertThat(response.jsonPath().getList("recipients")).hasSize(5);
  }

  private void released(String record, String subject, String recipient) {
    rows.execute(
        """
        insert into released_record
          (event_id, subject, source, recipient, at, logged, records, versions)
        values (?::uuid, ?, 'mall-east', ?, now(), true, array[?], array[1])
        """,
        EventId.draw(TestClock.get().millis(), new Random()).toString(),
        subject,
        recipient,
        record);
  }
}
