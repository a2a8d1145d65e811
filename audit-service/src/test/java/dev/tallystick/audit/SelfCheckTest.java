package dev.tallystick.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.selfcheck.SelfCheck;
import dev.tallystick.events.EventTypes;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.tlog.Tile;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is stored is recomputed by the service itself, and damage is told aloud. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SelfCheckTest {
  private static final String READ =
      "select get_byte(hashes, 3) from tile where level = 0 and n = 0";
  private static final String WRITE =
      "update tile set hashes = set_byte(hashes, 3, ?) where level = 0 and n = 0";

  @Inject SelfCheck check;
  @Inject DataSource database;

  private int read(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }

  private void write(int value) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(WRITE)) {
      statement.setInt(1, value);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private int alarms() throws SQLException {
    int code = EventTypes.get("anomaly.raised").code();
    return read("select count(*) from entry where type = " + code);
  }

  /** A full tile is not written any more, so damage to it stays. */
  private void fillATile() throws Exception {
    TestEvents events = new TestEvents(Clock.systemUTC());
    List<byte[]> batch = new ArrayList<>();
    for (int i = 0; i < Tile.FULL_WIDTH; i++) {
      batch.add(events.freeze());
    }
    LogApi.appendBatch(LogApi.CONSENT_SERVICE, batch).then().statusCode(200);
    assertThat(TestAcknowledgements.seen(Tile.FULL_WIDTH - 1).size())
        .isGreaterThanOrEqualTo(Tile.FULL_WIDTH);
  }

  @Test
  void run_findsAChangedHashOnceAndIsWellAgainAfterwards() throws Exception {
    fillATile();
    assertThat(check.run().finding()).isEmpty();
    int alarms = alarms();
    int good = read(READ);
    try {
      write(good ^ 1);

      SelfCheck.Outcome damaged = check.run();
      SelfCheck.Outcome again = check.run();

      assertThat(damaged.finding())
          .hasValueSatisfying(text -> assertThat(text).contains("tile/0/000"));
      assertThat(again.finding()).isEqualTo(damaged.finding());
      assertThat(alarms()).as("told once").isEqualTo(alarms + 1);
      given().get("/q/health/well").then().statusCode(503);
    } finally {
      write(good);
    }
    assertThat(check.run().finding()).isEmpty();
    assertThat(check.last()).hasValueSatisfying(found -> assertThat(found.size()).isPositive());
  }
}
