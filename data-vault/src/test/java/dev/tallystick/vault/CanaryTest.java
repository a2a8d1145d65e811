package dev.tallystick.vault;

import static dev.tallystick.vault.PartyDesk.idCard;
import static dev.tallystick.vault.PartyDesk.key;
import static dev.tallystick.vault.PartyDesk.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words that only a record or an identifier holds, looked for everywhere they must not be. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class CanaryTest {
  private static final String CANARY = "CANARY7f3a";

  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private final List<String> lines = new ArrayList<>();
  private final Handler listening =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          synchronized (lines) {
            lines.add(record.getMessage() + " " + record.getThrown());
            if (record.getParameters() != null) {
              for (Object parameter : record.getParameters()) {
                lines.add(String.valueOf(parameter));
              }
            }
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    Logger.getLogger("").addHandler(listening);
  }

  @AfterEach
  void end() {
    Logger.getLogger("").removeHandler(listening);
  }

  @Test
  void contentAndIdentifiers_appearNowhereInTheClear() throws SQLException {
    String person = (CANARY + idCard()).substring(0, 32);
    PartyDesk mall = new PartyDesk("mall-east", "platform", consent);
    PartyDesk bureau = new PartyDesk("bureau-north", "bureau", consent);
    String good =
        line(person, "SHOPPING.ORDER", "")
            .replace("\"band\":\"B3\"", "\"order\":\"" + CANARY + "\"");
    List<String> answers = new ArrayList<>();

    List<JsonObject> deposited = mall.deposit(good);
    answers.add(deposited.toString());
    answers.add(
        mall.importLines(
                line(person, "HEALTH.VISIT", "").replace("B3", CANARY),
                line(person, "SHOPPING.AGGREGATE", ",\"" + CANARY + "\":1"),
                line(CANARY + "!", "SHOPPING.AGGREGATE", ""),
                line(person, CANARY, ""),
                good.replace("own order system", ""),
                good.replace("\"order\"", "\"order\":[],\"" + CANARY + "\""),
                good.replace("\"order\"", "\"" + CANARY + "\":1,\"order\""),
                line(person, "SHOPPING.AGGREGATE", "").replace("B3", CANARY),
                "{" + CANARY)
            .asString());
    String subject = bureau.subject(person);
    Response released =
        bureau.postRelease(
            key(), bureau.releaseRequest(subject, "bureau-north", List.of(), "SHOPPING.ORDER"));
    answers.add(released.asString());
    answers.add(bureau.postRelease(key(), CANARY).asString());
    breakTheRow(deposited.get(0).getString("record"));
    answers.add(
        bureau
            .postRelease(
                key(), bureau.releaseRequest(subject, "bureau-north", List.of(), "SHOPPING.ORDER"))
            .asString());

    assertThat(released.statusCode()).as(released.asString()).isEqualTo(200);
    assertThat(answers).allSatisfy(answer -> assertThat(answer).doesNotContain(CANARY));
    for (ScriptedEvent entry : log.entries()) {
      assertThat(CanonicalJson.text(entry.event().body().toJson())).doesNotContain(CANARY);
      assertThat(entry.event().internal().map(CanonicalJson::text).orElse(""))
          .doesNotContain(CANARY);
    }
    synchronized (lines) {
      assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain(CANARY));
    }
    assertThat(consent.asked().stream().map(CanonicalJson::text))
        .allSatisfy(question -> assertThat(question).doesNotContain(CANARY));
    assertThat(tablesWith(CANARY)).isEmpty();
    assertThat(tablesWith(person.substring(0, 14))).isEmpty();
  }

  private void breakTheRow(String record) {
    new Rows(database)
        .execute("update record set sealed = set_byte(sealed, 40, 0) where id = ?", record);
  }

  /** The tables that hold a text, in any column, as text or as bytes. */
  private List<String> tablesWith(String text) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet names =
          statement.executeQuery(
              "select tablename from pg_tables where schemaname = 'public'"
                  + " and tablename <> 'flyway_schema_history'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
      for (String table : tables) {
        try (ResultSet count =
            statement.executeQuery(
                "select count(*) from \"%s\" t where t::text ilike '%%%s%%' or t::text ilike '%%%s%%'"
                    .formatted(table, text, hex))) {
          count.next();
          if (count.getInt(1) > 0) {
            found.add(table);
          }
        }
      }
    }
    return found;
  }
}
