package dev.tallystick.audit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.key.SignedMark;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Sessions that are cut leave nothing open, neither at the database nor in the pool. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SessionTest {
  @Inject DataSource dataSource;
  @Inject LogHead head;
  @Inject SignedMark mark;

  @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
  int most;

  private static long ask(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void cut_endsTheTransactionAndGivesThePlaceInThePoolBack() throws Exception {
    for (int i = 0; i < 2 * most; i++) {
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(false);
        // Whoever comes next gets the lock only if this session has ended.
        ask(connection, "select 1 from pg_advisory_xact_lock(4711)");
        Session.cut(connection);
      }
    }

    try (Connection connection = dataSource.getConnection()) {
      assertThat(ask(connection, "select 1")).isEqualTo(1);
    }
  }

  @Test
  void session_ofAHostThatVanishesEndsWithItsLocksWithinHalfAMinute() throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      long silence =
          setting(connection, "tcp_keepalives_idle")
              + setting(connection, "tcp_keepalives_interval")
                  * setting(connection, "tcp_keepalives_count");

      assertThat(silence).isBetween(1L, 30L);
      assertThat(setting(connection, "tcp_user_timeout")).isBetween(1L, 30_000L);
    }
  }

  private static long setting(Connection connection, String name) throws SQLException {
    return ask(connection, "select setting::bigint from pg_settings where name = '" + name + "'");
  }

  @Test
  void store_whoseBatchesFailAgainAndAgain_isStillReady() {
    try (PostgresLogStore store = new PostgresLogStore(dataSource, head, mark, false)) {
      long size = -1;
      for (int i = 0; i < 2 * most; i++) {
        // Each takes the log's lock and is given up in the middle.
        size = store.begin(LogStore.LookUp.NOTHING).state().size();
        store.discard();
      }

      assertThat(size).isNotNegative();
    }
  }
}
