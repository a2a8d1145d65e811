package dev.tallystick.audit.storage;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;

/** The session at the database that a pooled connection stands for. */
public final class Session {
  private Session() {}

  /**
   * Ends the session at once, whatever it is doing, and with it its transaction and its locks. The
   * connection must still be closed, which gives its place in the pool back.
   *
   * <p>{@link Connection#abort} of Agroal's wrapper (3.0.1) does neither: it lets go of the session
   * without ending it, so that the transaction stays open and the pool counts the connection as in
   * use for ever.
   */
  public static void cut(Connection pooled) throws SQLException {
    pooled.unwrap(BaseConnection.class).abort(Runnable::run);
  }
}
