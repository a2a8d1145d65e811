package dev.tallystick.houserules;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
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
      create sequence refused_write;
      create function refuse_write() returns trigger language plpgsql security definer as
        $$ begin perform nextval('refused_write'); raise exception 'refused by a test' using errcode = '57P01'; end $$;
      create trigger refuse_write before insert or update on %s
        for each row when (%s) execute function refuse_write();
      """;

  /** A sequence keeps what a transaction that is rolled back has counted. */
  private static final String COUNT =
      "select case when is_called then last_value else 0 end from refused_write";

  private static final String ALLOW =
      "drop trigger refuse_write on %s; drop function refuse_write(); drop sequence refused_write";

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
      asOwner(ALLOW.formatted(table));
    }
  }

  /** How many writes have been refused since the work began; only while it lasts. */
  public static long count() {
    try (Connection owner = connect();
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery(COUNT)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void asOwner(String sql) {
    try (Connection owner = connect();
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Connection connect() throws SQLException {
    Config config = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue("quarkus.flyway.username", String.class),
        config.getValue("quarkus.flyway.password", String.class));
  }
}
