package dev.tallystick.vault.leak;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.Tokens;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Matches 1,000 leaked rows against 10 million released ones, with {@code -Pendurance} only: {@code
 * bench/run vault leak}.
 */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
@EnabledIfSystemProperty(named = "tallystick.endurance", matches = "true")
class LeakVolumeTest {
  private static final Logger LOG = Logger.getLogger(LeakVolumeTest.class);
  private static final int LEAKED = 1_000;
  private static final int RELEASED = Integer.getInteger("tallystick.leak.released", 10_000_000);
  private static final int A_RELEASE = 200;
  private static final double ASKED_SECONDS = 5;

  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  @Test
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void trace_findsAThousandRowsAmongTenMillion() {
    Rows rows = new Rows(database);
    PersonScene scene = new PersonScene(log, consent);
    List<Map<String, Object>> leaked = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LEAKED; i++) {
      String card = PartyDesk.idCard();
      lines.add(PartyDesk.line(card, "SHOPPING.AGGREGATE", ""));
      leaked.add(Map.of("scheme", "ID_CARD", "value", card, "fields", Map.of("band", "B3")));
    }
    List<JsonObject> unused = scene.mall.deposit(lines.toArray(String[]::new));
    fill(rows);

    long begun = System.nanoTime();
    Response response =
        given()
            .auth()
            .oauth2(
                Tokens.claims("auditor")
                    .audience("data-vault")
                    .subject("auditor-1")
                    .claim("audit_scope", "*")
                    .sign())
            .contentType("application/json")
            .urlEncodingEnabled(false)
            .body(Map.of("ticket", "LEAK-1", "rows", leaked))
            .post("/v1/leaks:trace");
    double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);

    LOG.infof("matched %d rows against %d released ones in %.2f s", LEAKED, RELEASED, seconds);
    assertThat(response.jsonPath().getInt("matched")).isEqualTo(LEAKED);
    assertThat(seconds).isLessThanOrEqualTo(ASKED_SECONDS);
    rows.execute("delete from released_record");
  }

  private static void fill(Rows rows) {
    rows.execute("delete from released_record");
    rows.execute(
        """
        insert into released_record
          (event_id, subject, source, recipient, at, logged, records, versions)
        select uuidv7(), r.subject, r.source, 'bureau-north', now(), true, array[r.id],
          array[1]
        from record r where r.subject is not null
        """);
    rows.execute(
        """
        insert into released_record
          (event_id, subject, source, recipient, at, logged, records, versions)
        select gen_random_uuid(), 'sub_' || n, 'mall-east', 'bureau-north', now(), true, ids, ones
        from generate_series(1, %d) n,
          (select array_agg('rec_' || gen_random_uuid()) ids, array_agg(1) ones
           from generate_series(1, %d)) some
        """
            .formatted(RELEASED / A_RELEASE, A_RELEASE));
    rows.execute("analyze released_record");
  }
}
