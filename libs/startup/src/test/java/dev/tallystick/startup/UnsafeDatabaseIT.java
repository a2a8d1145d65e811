package dev.tallystick.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.postgres.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class UnsafeDatabaseIT {
  @Test
  void in_seesWhatTheRoleAndItsSessionsAre() throws SQLException {
    try (LocalPostgres server = LocalPostgres.temporary()) {
      Database database = server.createDatabase("service");
      DataSource app = as(database.app(), database);

      assertThat(UnsafeDatabase.in(app)).as("the app role").isEmpty();
      assertThat(UnsafeDatabase.in(as(database.owner(), database)))
          .as("the owner role")
          .extracting(Finding::name)
          .containsExactly("database-role-too-strong");
      assertThat(UnsafeDatabase.in(as(server.superuser(), database)))
          .as("the superuser")
          .extracting(Finding::name)
          .containsExactly("database-role-too-strong");

      execute(app, "alter role current_user set synchronous_commit = off");
      assertThat(UnsafeDatabase.in(app))
          .as("sessions that do not wait for the disk")
          .extracting(Finding::name)
          .containsExactly("commit-not-durable");
    }
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static DataSource as(Login login, Database database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(login.role());
    source.setPassword(login.password());
    return source;
  }
}
