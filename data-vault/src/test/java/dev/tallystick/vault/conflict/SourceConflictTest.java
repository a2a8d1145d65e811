package dev.tallystick.vault.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class SourceConflictTest {
  private static final String CATEGORY = "ACCOUNT.BALANCE";

  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private PersonScene scene;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void setUp() {
    scene = new PersonScene(log, consent);
  }

  private static String balance(String account, int balance) {
    return "{\"account\":\"%s\",\"asOf\":\"2026-02-28\",\"balance\":%d,\"currency\":\"CNY\"}"
        .formatted(account, balance);
  }

  private String deposit(PartyDesk platform, String fields) {
    String line = PartyDesk.line(scene.person, CATEGORY, "").replace("{\"band\":\"B3\"}", fields);
    return platform.deposit(line).get(0).getString("record");
  }

  private JsonPath mine() {
    return scene.citizen.get("/v1/me/records").jsonPath();
  }

  private boolean isMarked(String record) {
    return mine().getBoolean("records.find { it.record == '" + record + "' }.sourceConflict");
  }

  @Test
  void r39_twoBalancesThatDiffer_areMarkedOnBothSides_shownAndReleasedSo() {
    String first = deposit(scene.mall, balance("a-1", 100));
    assertThat(isMarked(first)).isFalse();

    String second = deposit(scene.ride, balance("a-1", 200));

    assertThat(isMarked(first)).isTrue();
    assertThat(isMarked(second)).isTrue();
    assertThat(scene.released(CATEGORY))
        .hasSize(2)
        .allSatisfy(record -> assertThat(record.findBoolean("sourceConflict")).contains(true));
    assertThat(scene.logged("record.annotated"))
        .hasSize(2)
        .allSatisfy(
            entry -> {
              assertThat(entry.getString("mark")).isEqualTo("SOURCE_CONFLICT");
              assertThat(entry.getString("state")).isEqualTo("SET");
            })
        .extracting(entry -> entry.getString("provider"))
        .containsExactly("mall-east", "ride-west");
  }

  @Test
  void whatAgrees_orIsAboutSomethingElse_orFromTheSameSource_isNotMarked() {
    deposit(scene.mall, balance("a-1", 100));
    deposit(scene.ride, balance("a-1", 100));
    deposit(scene.ride, balance("a-2", 300));
    deposit(scene.mall, balance("a-1", 100).replace("02-28", "01-31"));
    deposit(scene.mall, balance("a-3", 1));
    deposit(scene.mall, balance("a-3", 2));
    deposit(scene.ride, "{\"balance\":999,\"currency\":\"CNY\"}");

    assertThat(mine().getList("records.sourceConflict")).containsOnly(false).hasSize(7);
    assertThat(scene.logged("record.annotated")).isEmpty();
  }

  @Test
  void anotherPersonsBalance_isNoConflict() {
    deposit(scene.mall, balance("a-1", 100));
    String other =
        PartyDesk.line(PartyDesk.idCard(), CATEGORY, "")
            .replace("{\"band\":\"B3\"}", balance("a-1", 200));

    scene.ride.deposit(other);

    assertThat(mine().getList("records.sourceConflict")).containsOnly(false);
  }

  @Test
  void correction_thatAgrees_takesBothMarksOff_andOneThatDiffers_setsThem() {
    String first = deposit(scene.mall, balance("a-1", 100));
    String second = deposit(scene.ride, balance("a-1", 200));

    correct(second, 100);
    assertThat(isMarked(first)).isFalse();
    assertThat(isMarked(second)).isFalse();
    correct(second, 150);

    assertThat(isMarked(first)).isTrue();
    assertThat(scene.logged("record.annotated"))
        .extracting(entry -> entry.getString("state"))
        .containsExactly("SET", "SET", "REMOVED", "REMOVED", "SET", "SET");
    JsonObject last = scene.logged("record.annotated").get(5);
    assertThat(last.getInteger("version")).isEqualTo(3);
  }

  private void correct(String record, int balance) {
    assertThat(
            scene
                .ride
                .post(
                    "/v1/records/{id}/corrections",
                    Map.of(
                        "fields",
                        Map.of(
                            "account",
                            "a-1",
                            "asOf",
                            "2026-02-28",
                            "balance",
                            balance,
                            "currency",
                            "CNY"),
                        "ground",
                        "SOURCE_CHECK"),
                    record)
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void erasureOfOneSide_freesTheOther_andLeavesNothingStated() {
    String first = deposit(scene.mall, balance("a-1", 100));
    String second = deposit(scene.ride, balance("a-1", 200));

    scene.citizen.erase(Map.of("provider", "ride-west")).then().statusCode(202);

    assertThat(isMarked(first)).isFalse();
    Rows rows = new Rows(database);
    assertThat(rows.one("select count(*) from record_fact where record = ?", second))
        .isEqualTo("0");
    Rows.await(() -> scene.logged("record.annotated").size() == 3);
    assertThat(scene.logged("record.annotated").get(2).getString("record")).isEqualTo(first);
  }

  @Test
  void chunkThatIsNotLogged_contradictsNobody() {
    String first = deposit(scene.mall, balance("a-1", 100));

    List<JsonObject> staged =
        PartyDesk.lines(
            scene.ride.importLines(
                PartyDesk.line(scene.person, CATEGORY, "")
                    .replace("{\"band\":\"B3\"}", balance("a-1", 200))));

    assertThat(staged.get(0).getString("result")).isEqualTo("STORED");
    assertThat(isMarked(first)).isFalse();
  }
}
