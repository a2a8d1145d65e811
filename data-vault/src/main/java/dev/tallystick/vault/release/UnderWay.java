package dev.tallystick.vault.release;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What is under way to recipients of a person's records, for who takes the records away. */
@Singleton
public final class UnderWay {
  private static final String OF =
      " where subject = ? and (?::text is null or source = ?) and state ";

  private final ReleasedRecords released;

  UnderWay(ReleasedRecords released) {
    this.released = released;
  }

  /**
   * Deletes payloads that wait to be fetched again; no retry gets them any more.
   *
   * @param source only what this party has deposited; everything when empty
   */
  public void stop(Connection connection, String subject, Optional<String> source)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update release set sealed_event = null, sealed_payload = null, sealed_receipt = null"
                + OF
                + "not in ('INTENT')")) {
      bind(update, subject, source);
      update.executeUpdate();
    }
  }

  /** Forgets which records have gone to whom. */
  public void forget(Connection connection, String subject, Optional<String> source)
      throws SQLException {
    released.forget(connection, subject, source);
  }

  /** Whether the log may still take, or have taken, a release whose outcome is not known here. */
  public boolean isOpen(Connection connection, String subject, Optional<String> source)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select exists (select 1 from release" + OF + "= 'INTENT')")) {
      bind(select, subject, source);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static void bind(PreparedStatement statement, String subject, Optional<String> source)
      throws SQLException {
    statement.setString(1, subject);
    statement.setString(2, source.orElse(null));
    statement.setString(3, source.orElse(null));
  }
}
