package dev.tallystick.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.startup.UnsafeDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The running service works with the rights of the app role, Flyway with those of the owner. */
public abstract class DatabaseRoleRules {
  /** The data source of the running service. */
  protected abstract DataSource database();

  @Test
  protected void tables_belongToTheOwner() throws SQLException {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "select tablename, tableowner, current_user, current_database() from pg_tables where schemaname = 'public'")) {
      int count = 0;
      while (tables.next()) {
        count++;
        assertThat(tables.getString(2))
            .as(tables.getString(1))
            .isEqualTo(tables.getString(4) + "_owner");
        assertThat(tables.getString(3)).isEqualTo(tables.getString(4) + "_app");
      }
      assertThat(count).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "create schema mine",
        "drop table flyway_schema_history",
        "alter table flyway_schema_history add column mine int",
        "delete from flyway_schema_history",
      })
  protected void appRole_changesNeitherSchemaNorItsHistory(String sql) throws SQLException {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class,
              refusal -> assertThat(refusal.getSQLState()).as(sql).isEqualTo("42501"));
    }
  }

  @Test
  protected void findings_ofThisInstallation_areNone() throws SQLException {
    assertThat(UnsafeDatabase.in(database())).isEmpty();
  }
}
