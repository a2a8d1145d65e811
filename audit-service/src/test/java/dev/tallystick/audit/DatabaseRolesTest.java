package dev.tallystick.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.houserules.DatabaseRoleRules;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.mutation.TakenOutRule;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The running service works with the rights of the app role, Flyway with those of the owner. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class DatabaseRolesTest extends DatabaseRoleRules {
  @Inject DataSource database;

  @Override
  protected DataSource database() {
    return database;
  }

  /** Whatever rights somebody has in the database: the tables refuse. All of it is rolled back. */
  @Test
  void r63_nobodyChangesOrTakesOutAnEntry() throws SQLException {
    assertThat(LogApi.append(new TestEvents(Clock.systemUTC()).freeze()).statusCode())
        .isEqualTo(201);
    try (Connection superuser =
            DriverManager.getConnection(
                setting("quarkus.datasource.jdbc.url"),
                setting("tallystick.test.superuser"),
                setting("tallystick.test.superuser-password"));
        Statement statement = superuser.createStatement()) {
      if (TakenOutRule.is("R63")) {
        statement.execute("set session_replication_role = replica");
      }
      superuser.setAutoCommit(false);
      for (String change : List.of("delete from entry", "update entry set sealed = null")) {
        assertThatThrownBy(() -> statement.execute(change))
            .as(change)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TL001"));
        superuser.rollback();
      }
    }
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
