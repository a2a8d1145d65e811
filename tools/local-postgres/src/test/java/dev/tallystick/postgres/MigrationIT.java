package dev.tallystick.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whoever changes the schema does so in a step, and in no other way. */
class MigrationIT {
  private static final LocalPostgres SERVER = LocalPostgres.temporary();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void owner_cannotLogIn_alsoIfItOnceCould() throws SQLException {
    SERVER.createDatabase("shop").connectAsOwner().close();

    Database shop = SERVER.createServiceDatabase("shop");

    assertThatThrownBy(shop::connectAsOwner).isInstanceOf(SQLException.class);
    shop.connectAsApp().close();
  }

  @Test
  void migration_changesTheSchemaAsTheOwnerUntilItsEnd() throws SQLException {
    Database bank = SERVER.createServiceDatabase("bank");
    MigrationLogin migration = SERVER.beginMigration(bank);
    try (migration;
        Connection connection = connect(bank, migration)) {
      assertThatThrownBy(() -> Sql.run(connection, "create table account (id int)"))
          .as("as itself")
          .isInstanceOf(SQLException.class);
      Sql.run(connection, "set role " + migration.owner());
      Sql.run(connection, "create table account (id int)");
      assertThat(
              Sql.one(connection, "select tableowner from pg_tables where tablename = 'account'"))
          .isEqualTo("bank_owner");
    }

    assertThatThrownBy(() -> connect(bank, migration)).isInstanceOf(SQLException.class);
    try (Connection superuser = SERVER.connect("bank")) {
      assertThat(
              Sql.one(superuser, "select pg_has_role('bank_migrate', 'bank_owner', 'set')::text"))
          .isEqualTo("false");
    }
  }

  private static Connection connect(Database database, MigrationLogin migration)
      throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), migration.login().role(), migration.login().password());
  }
}
