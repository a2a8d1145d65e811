package dev.tallystick.vault.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A platform finds its own records by a number of its own books, and nothing of anybody else's. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class RecordLookupTest {
  private static final String LOOKUPS = "select lookups::text from record where id = ?";

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

  private static String order(String person, String fields) {
    return PartyDesk.line(person, "SHOPPING.ORDER", "").replace("\"band\":\"B3\"", fields);
  }

  private static String deposit(PartyDesk platform, String line) {
    return platform.deposit(line).get(0).getString("record");
  }

  private Response ask(PartyDesk platform, Map<String, String> more) {
    Map<String, String> asked =
        new java.util.HashMap<>(
            Map.of(
                "subject", scene.citizen.subject(),
                "category", "SHOPPING.ORDER",
                "field", "order",
                "value", "A-1"));
    asked.putAll(more);
    return platform.post("/v1/records:lookup", asked);
  }

  private List<String> found(PartyDesk platform, Map<String, String> more) {
    return ask(platform, more).then().statusCode(200).extract().path("records.record");
  }

  @Test
  void order_isFoundByItsNumber_andNothingOfItIsShown() {
    String purchase = deposit(scene.mall, order(scene.person, "\"order\":\"A-1\""));
    String reversal =
        deposit(scene.mall, order(scene.person, "\"order\":\"A-1\",\"kind\":\"RETURN\""));
    deposit(scene.mall, order(scene.person, "\"order\":\"A-2\""));

    Response answer = ask(scene.mall, Map.of());

    assertThat(answer.jsonPath().getList("records.record")).containsExactly(purchase, reversal);
    assertThat(answer.jsonPath().getString("records[0].observedAt"))
        .isEqualTo("2026-03-01T08:00:00.000Z");
    assertThat(answer.asString()).doesNotContain("A-1", "RETURN", "next");
    assertThat(found(scene.mall, Map.of("value", "A-3"))).isEmpty();
    assertThat(found(scene.mall, Map.of("value", "a-1"))).as("to the letter").isEmpty();
  }

  @Test
  void nothingOfOthers_isFound() {
    deposit(scene.mall, order(scene.person, "\"order\":\"A-1\""));
    PersonScene other = new PersonScene(log, consent);

    assertThat(found(scene.ride, Map.of())).as("another platform").isEmpty();
    assertThat(found(scene.mall, Map.of("subject", other.citizen.subject())))
        .as("another person")
        .isEmpty();
    assertThat(found(scene.mall, Map.of("subject", "sub_" + "a".repeat(26))))
        .as("nobody")
        .isEmpty();
    assertThat(found(scene.mall, Map.of("category", "FOOD.ORDER"))).isEmpty();
    assertThat(ask(scene.bureau, Map.of()).statusCode()).isEqualTo(403);
  }

  @Test
  void unsignedChunk_isNotThere() {
    scene.mall.importLines(order(scene.person, "\"order\":\"A-1\"")).then().statusCode(200);

    assertThat(found(scene.mall, Map.of())).isEmpty();
  }

  @Test
  void equalTexts_haveUnrelatedDigests_acrossPeopleSourcesClassesAndCategories() {
    PersonScene other = new PersonScene(log, consent);
    String food =
        PartyDesk.line(scene.person, "FOOD.ORDER", "")
            .replace("\"band\":\"B3\"", "\"order\":\"A-1\"");
    String adverse =
        PartyDesk.line(scene.person, "BNPL.PERFORMANCE", PersonScene.ADVERSE)
            .replace("\"band\":\"B3\"", "\"contract\":\"A-1\"");
    String ordinary =
        PartyDesk.line(scene.person, "BNPL.PERFORMANCE", "")
            .replace("\"band\":\"B3\"", "\"contract\":\"A-1\"");
    List<String> records = new ArrayList<>();
    records.add(deposit(scene.mall, order(scene.person, "\"order\":\"A-1\"")));
    records.add(deposit(scene.ride, order(scene.person, "\"order\":\"A-1\"")));
    records.add(deposit(scene.mall, order(other.person, "\"order\":\"A-1\"")));
    for (String line : List.of(food, adverse, ordinary)) {
      records.add(deposit(scene.mall, line));
    }

    assertThat(records.stream().map(record -> rows.one(LOOKUPS, record)))
        .doesNotHaveDuplicates()
        .allSatisfy(digest -> assertThat(digest).hasSize(38));
    assertThat(found(scene.mall, Map.of("category", "BNPL.PERFORMANCE", "field", "contract")))
        .as("of both retention classes")
        .containsExactlyInAnyOrder(records.get(4), records.get(5));
  }

  @Test
  void correction_isFoundByWhatItSaysNow() {
    String record = deposit(scene.mall, order(scene.person, "\"order\":\"A-1\""));

    scene
        .mall
        .post(
            "/v1/records/{id}/corrections",
            Map.of("fields", Map.of("order", "A-9"), "ground", "PROVIDER"),
            record)
        .then()
        .statusCode(201);

    assertThat(found(scene.mall, Map.of())).isEmpty();
    Response now = ask(scene.mall, Map.of("value", "A-9"));
    assertThat(now.jsonPath().getList("records.record")).containsExactly(record);
    assertThat(now.jsonPath().getInt("records[0].version")).isEqualTo(2);
  }

  @Test
  void erased_isNotFound_andNoDigestIsLeft() {
    String record = deposit(scene.mall, order(scene.person, "\"order\":\"A-1\""));
    assertThat(rows.one(LOOKUPS, record)).isNotEmpty();

    scene.citizen.erase(Map.of()).then().statusCode(202);

    assertThat(found(scene.mall, Map.of())).isEmpty();
    assertThat(rows.one(LOOKUPS, record)).isEmpty();
  }

  @Test
  void restricted_isFound_onlyIfThePersonHasRestrictedIt() {
    String record = deposit(scene.mall, order(scene.person, "\"order\":\"A-1\""));

    scene
        .citizen
        .post("/v1/me/records/{id}/restriction", Map.of("restricted", true), record)
        .then()
        .statusCode(204);
    assertThat(found(scene.mall, Map.of())).containsExactly(record);
    rows.execute("update record set restricted = 'RETENTION_HOLD' where id = ?", record);

    assertThat(found(scene.mall, Map.of())).isEmpty();
  }

  @Test
  void pages_followOneAnother() {
    String[] lines = new String[RecordLookups.PAGE + 1];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = order(scene.person, "\"order\":\"A-1\",\"lines\":" + i);
    }
    scene.mall.deposit(lines);

    Response first = ask(scene.mall, Map.of());
    String next = first.jsonPath().getString("next");

    assertThat(first.jsonPath().getList("records")).hasSize(RecordLookups.PAGE);
    assertThat(found(scene.mall, Map.of("after", next))).hasSize(1).doesNotContain(next);
  }

  @Test
  void fieldThatIsNotIndexed_isRefused_andNamed() {
    for (Map<String, String> asked :
        List.of(
            Map.of("field", "amount"),
            Map.of("field", "nothing"),
            Map.of("category", "NEW.CATEGORY", "field", "order"),
            Map.of("category", "SHOPPING.HEALTH"))) {
      Response refused = ask(scene.mall, asked);
      assertThat(refused.statusCode()).as(asked.toString()).isEqualTo(422);
      assertThat(refused.jsonPath().getString("code")).isEqualTo("LOOKUP_FIELD_NOT_INDEXED");
      assertThat(refused.jsonPath().getString("field")).isEqualTo("field");
    }
  }
}
