package dev.tallystick.vault.record;

import static dev.tallystick.vault.PartyDesk.idCard;
import static dev.tallystick.vault.PartyDesk.key;
import static dev.tallystick.vault.PartyDesk.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody with the database, and without the keys, moves things about. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class MovedRecordTest {
  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private Rows rows;
  private String victim;
  private String accomplice;
  private String secret;
  private PartyDesk bureau;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    rows = new Rows(database);
    PartyDesk mall = new PartyDesk("mall-east", "platform", consent);
    bureau = new PartyDesk("bureau-north", "bureau", consent);
    String victimCard = idCard();
    String accompliceCard = idCard();
    secret = mall.deposit(line(victimCard, "FOOD.AGGREGATE", "")).get(0).getString("record");
    List<JsonObject> unused = mall.deposit(line(accompliceCard, "FOOD.AGGREGATE", ""));
    victim = bureau.subject(victimCard);
    accomplice = bureau.subject(accompliceCard);
  }

  @Test
  void recordOfAnother_underTheOwnToken_isNotReleased() {
    rows.execute("update record set subject = ? where id = ?", accomplice, secret);

    assertNothingLeaves(accomplice, "FOOD.AGGREGATE");
  }

  @Test
  void sealedBytesOfAnother_inTheOwnRow_areNotReleased() {
    rows.execute(
        "update record set sealed = (select sealed from record where id = ?) where subject = ?",
        secret,
        accomplice);

    assertNothingLeaves(accomplice, "FOOD.AGGREGATE");
  }

  @Test
  void record_ofAnotherCategorySourceOrKey_isNotReleased() {
    rows.execute("update record set category = 'SHOPPING.AGGREGATE' where id = ?", secret);
    assertNothingLeaves(victim, "SHOPPING.AGGREGATE");
    rows.execute(
        "update record set category = 'FOOD.AGGREGATE', source = 'ride-west' where id = ?", secret);
    assertNothingLeaves(victim, "FOOD.AGGREGATE");
    rows.execute(
        "update record set source = 'mall-east', retention = 'ADVERSE' where id = ?", secret);
    assertNothingLeaves(victim, "FOOD.AGGREGATE");
    rows.execute("update record set retention = 'ORDINARY', key_version = 2 where id = ?", secret);
    assertNothingLeaves(victim, "FOOD.AGGREGATE");
    rows.execute("update record set key_version = 1 where id = ?", secret);

    Response whole =
        bureau.postRelease(
            key(), bureau.releaseRequest(victim, "bureau-north", List.of(), "FOOD.AGGREGATE"));

    assertThat(whole.statusCode()).as(whole.asString()).isEqualTo(200);
  }

  private void assertNothingLeaves(String subject, String category) {
    int before = log.entries("data.released").size();
    Response response =
        bureau.postRelease(
            key(), bureau.releaseRequest(subject, "bureau-north", List.of(), category));

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.asString()).doesNotContain("\"B3\"", "rec_", "sub_");
    assertThat(response.<Object>path("reference")).isNotNull();
    assertThat(log.entries("data.released")).hasSize(before);
  }
}
