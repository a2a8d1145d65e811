package dev.tallystick.audit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.sequencing.TestLog;
import dev.tallystick.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** Nobody waits for the vacuum of what grows: partitions of any month, whenever made, and lists. */
class PartitionsIT {
  private static final String BEFORE = "13";
  private static final String BEFORE_WHOLE_ROWS = "34";
  private static final String OPTIONS =
      "select oid::regclass::text, array_to_string(reloptions, ' ') from pg_class"
          + " where oid in (select inhrelid from pg_inherits where inhparent = 'entry'::regclass)"
          + " or oid in ('index_run'::regclass, 'tile'::regclass)";

  @Test
  void partitions_areVacuumedLittleByLittle() throws SQLException {
    Database database = TestLog.server().createDatabase("partitions");
    FluentConfiguration flyway = flyway(database);
    flyway.target(BEFORE).load().migrate();
    try (Connection connection = database.connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute("select ensure_entry_partition('2026-01-01')");

      flyway.target("latest").load().migrate();
      statement.execute("select ensure_entry_partition('2026-02-01')");

      Map<String, String> options = options(statement);
      assertThat(options).containsOnlyKeys("entry_202601", "entry_202602", "index_run", "tile");
      assertThat(options.remove("tile")).isEqualTo("autovacuum_vacuum_cost_delay=10");
      assertThat(options.values())
          .allSatisfy(
              one ->
                  assertThat(one)
                      .contains("autovacuum_vacuum_cost_delay=10")
                      .contains("autovacuum_vacuum_insert_threshold=50000")
                      .contains("autovacuum_vacuum_insert_scale_factor=0"));
    }
  }

  /**
   * What most releases have; the row of one is a row of one table, and nobody tries to shrink it.
   */
  @Test
  void bodies_stayInTheirRow_inPartitionsOfAnyAge() throws SQLException {
    Database database = TestLog.server().createDatabase("bodies");
    FluentConfiguration flyway = flyway(database);
    flyway.target(BEFORE_WHOLE_ROWS).load().migrate();
    try (Connection connection = database.connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute("select ensure_entry_partition('2026-01-01')");
      flyway.target("latest").load().migrate();
      statement.execute("select ensure_entry_partition('2026-02-01')");

      for (String day : List.of("2026-01-01", "2026-02-01")) {
        insert(statement, day, 6000);
      }

      try (ResultSet row =
          statement.executeQuery(
              """
              select count(*), min(length(sealed)), count(pg_column_toast_chunk_id(sealed)), count(pg_column_compression(sealed)),
                count(pg_column_compression(stub))
              from entry
              """)) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(2);
        assertThat(row.getInt(2)).isEqualTo(6000);
        assertThat(row.getInt(3)).as("out of line").isZero();
        assertThat(row.getInt(4)).as("compressed").isZero();
        assertThat(row.getInt(5)).as("compressed").isZero();
      }
    }
  }

  /** What does not fit into a row is not tried to be shrunk either. */
  @Test
  void largeBodies_lieOutsideTheirRowAsTheyAre_inPartitionsOfAnyAge() throws SQLException {
    Database database = TestLog.server().createDatabase("large");
    FluentConfiguration flyway = flyway(database);
    flyway.target(BEFORE_WHOLE_ROWS).load().migrate();
    try (Connection connection = database.connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute("select ensure_entry_partition('2026-01-01')");
      flyway.target("latest").load().migrate();
      statement.execute("select ensure_entry_partition('2026-02-01')");

      for (String day : List.of("2026-01-01", "2026-02-01")) {
        insert(statement, day, 12_000);
      }

      try (ResultSet row =
          statement.executeQuery(
              """
              select count(*), count(pg_column_toast_chunk_id(sealed)), count(pg_column_compression(sealed))
              from entry
              """)) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(2);
        assertThat(row.getInt(2)).as("out of line").isEqualTo(2);
        assertThat(row.getInt(3)).as("compressed").isZero();
      }
    }
  }

  private static FluentConfiguration flyway(Database database) {
    return Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().role(), database.owner().password())
        .placeholders(Map.of("app-role", database.app().role()));
  }

  /** An entry of a day whose sealed parts take so many bytes, which would compress well. */
  private static void insert(Statement statement, String day, int bytes) throws SQLException {
    statement.execute(
        """
        insert into entry (idx, event_id, type, recorded_millis, seal_day, seal_class, nonce_stub, hash_body, hash_internal,
          stub, sealed)
        select 1, first_id_of('%s'), 1, 1, 1, 0, '', '', '', convert_to(repeat('stub ', 120), 'UTF8'),
          decode(repeat('5ea1ed00', %d), 'hex')
        """
            .formatted(day, bytes / 4));
  }

  private static Map<String, String> options(Statement statement) throws SQLException {
    Map<String, String> options = new TreeMap<>();
    try (ResultSet rows = statement.executeQuery(OPTIONS)) {
      while (rows.next()) {
        options.put(rows.getString(1), rows.getString(2));
      }
    }
    return options;
  }
}
