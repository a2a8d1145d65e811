package dev.tallystick.audit.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestBackfill;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What was indexed by the former code is taken up afterwards, and nothing twice. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LineageBackfillTest {
  @Inject DataSource database;
  @Inject LogEntryRepository entries;
  @Inject OpeningSeal seal;

  @Test
  void backfill_takesUpWhatTheFormerCodeHasIndexed() throws SQLException {
    TestBackfill before = TestBackfill.afterASale();
    before.forget();
    assertThat(before.isComplete()).isFalse();

    fill();

    assertThat(before.isComplete()).isTrue();
    assertThat(before.rows()).isEqualTo(before.rowsBefore());
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("update lineage_backfill set next = 0")).isFalse();
    }
    fill();
    assertThat(before.rows()).as("nothing twice").isEqualTo(before.rowsBefore());
  }

  /** What became of an alarm may be indexed before the alarm is taken up. */
  @Test
  void backfill_losesNothingThatIsThereBefore() throws SQLException {
    TestBackfill before = TestBackfill.afterASale();
    before.forgetBeginnings();

    fill();

    assertThat(before.rows()).isEqualTo(before.rowsBefore());
  }

  private void fill() throws SQLException {
    LineageBackfill backfill = new LineageBackfill(entries, seal);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      while (backfill.step(connection)) {
        // Goes on.
      }
      assertThat(backfill.step(connection)).isFalse();
      connection.setAutoCommit(true);
    }
  }
}
