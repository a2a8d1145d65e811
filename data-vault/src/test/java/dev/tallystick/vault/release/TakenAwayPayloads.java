package dev.tallystick.vault.release;

import dev.tallystick.houserules.RefusedWrites;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A database in which each release that becomes logged has been settled, and its payload taken
 * away, by others just before: what recovery and an erasure do between the log's answer and the
 * row.
 */
final class TakenAwayPayloads {
  private static final String TAKE_AWAY =
      """
      create function take_away() returns trigger language plpgsql as $$ begin
        if pg_trigger_depth() > 1 then return new; end if;
        update release set state = 'LOGGED', logged_at = new.logged_at, sealed_event = null,
          sealed_payload = null where event_id = old.event_id;
        return null;
      end $$;
      create trigger take_away before update on release for each row
        when (old.state = 'INTENT' and new.state = 'LOGGED') execute function take_away();
      """;

  private TakenAwayPayloads() {}

  /** Does the work in such a database. */
  static void during(RefusedWrites.Work work) throws Exception {
    asOwner(TAKE_AWAY);
    try {
      work.run();
    } finally {
      asOwner("drop trigger take_away on release; drop function take_away()");
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
