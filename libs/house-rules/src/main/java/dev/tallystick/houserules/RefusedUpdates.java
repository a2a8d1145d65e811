package dev.tallystick.houserules;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * While it is open, the database of the service under test refuses updates of a table, as one does
 * that goes away at that moment; everything else goes on. Only in tests within the service.
 */
public final class RefusedUpdates implements AutoCloseable {
  private final String table;

  private RefusedUpdates(String table) {
    this.table = table;
  }

  /**
   * Refuses updates of this table from now on.
   *
   * @param condition which of them, in SQL, by what the row would be: {@code new.state = 'DONE'}
   */
  public static RefusedUpdates of(String table, String condition) {
    asOwner(
        """
        create function refuse_update() returns trigger language plpgsql as
          $$ begin raise exception 'refused by a test' using errcode = '57P01'; end $$;
        create trigger refuse_update before update on %s
          for each row when (%s) execute function refuse_update();
        """
            .formatted(table, condition));
    return new RefusedUpdates(table);
  }

  private static void asOwner(String sql) {
    Config config = ConfigProvider.getConfig();
    try (Connection owner =
            DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class));
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    asOwner("drop trigger refuse_update on " + table + "; drop function refuse_update()");
  }
}
