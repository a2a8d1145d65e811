package dev.tallystick.houserules;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A database of the service under test that refuses inserts and updates of a table for a while, as
 * one does that goes away at that moment; everything else goes on. Only in tests within the
 * service.
 */
public final class RefusedWrites {
  private static final String REFUSE =
      """
      create function refuse_write() returns trigger language plpgsql as
        $$ begin raise exception 'refused by a test' using errcode = '57P01'; end $$;
      create trigger refuse_write before insert or update on %s
        for each row when (%s) execute function refuse_write();
      """;

  private RefusedWrites() {}

  /** What is done meanwhile. */
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /**
   * Refuses writes of this table as long as the work lasts.
   *
   * @param condition which of them, in SQL, by what the row would be: {@code new.state = 'DONE'}
   */
  public static void during(String table, String condition, Work work) throws Exception {
    asOwner(REFUSE.formatted(table, condition));
    try {
      work.run();
    } finally {
      asOwner("drop trigger refuse_write on " + table + "; drop function refuse_write()");
    }
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
}
