package dev.tallystick.audit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.sequencing.TestLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whatever month a partition is of, nobody waits for its vacuum. */
class PartitionsIT {
  private static final String OPTIONS =
      "select inhrelid::regclass::text, array_to_string(reloptions, ' ') from pg_inherits"
          + " join pg_class on oid = inhrelid where inhparent = 'entry'::regclass";

  @Test
  void partitions_areVacuumedLittleByLittle() throws SQLException {
    try (TestLog log = TestLog.create(Clock.systemUTC(), UnaryOperator.identity());
        Connection connection = log.dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(OPTIONS)) {
      List<String> partitions = new ArrayList<>();
      while (rows.next()) {
        partitions.add(rows.getString(1));
        assertThat(rows.getString(2))
            .as(rows.getString(1))
            .contains("autovacuum_vacuum_cost_delay=10")
            .contains("autovacuum_vacuum_insert_threshold=50000")
            .contains("autovacuum_vacuum_insert_scale_factor=0");
      }
      assertThat(partitions).hasSizeGreaterThan(1);
    }
  }
}
