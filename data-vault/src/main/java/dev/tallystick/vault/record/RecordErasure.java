package dev.tallystick.vault.record;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a person's records out of use, and empties their rows. What stays of a row is its place in
 * its chunk and the salted digest there; the salt is gone with the content.
 */
@Singleton
public final class RecordErasure {
  /** Adverse information whose term has not ended must be kept (R34), and is only restricted. */
  private static final String HELD =
      " and retention = 'ADVERSE' and (expires_on is null or expires_on > ?)";

  private static final String OF =
      " where gone is null and subject = ? and (?::text is null or source = ?)";

  /** Whether there is something from this party, and all of it is what a law still holds. */
  public boolean isAllHeld(Connection connection, String subject, String source, LocalDate today)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) > 0 and bool_and(retention = 'ADVERSE' and (expires_on is null or"
                + " expires_on > ?)) from record where gone is null and subject = ? and source"
                + " = ?")) {
      select.setDate(1, Date.valueOf(today));
      select.setString(2, subject);
      select.setString(3, source);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Restricts all records from this party; returns those that were not restricted before. */
  public List<Held> hold(Connection connection, String subject, String source) throws SQLException {
    List<Held> held = new ArrayList<>();
    try (PreparedStatement update =
        connection.prepareStatement(
            "update record set restricted = 'RETENTION_HOLD' where gone is null and subject = ? and"
                + " source = ? and restricted is null returning id, category, source")) {
      update.setString(1, subject);
      update.setString(2, source);
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          held.add(new Held(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
    }
    return held;
  }

  /** A record that is restricted instead of erased. */
  public record Held(String id, String category, String source) {}

  /**
   * From the caller's commit on, nothing of these records is released.
   *
   * @param source only what this party has deposited; everything when empty
   */
  public void stop(Connection connection, String subject, Optional<String> source)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update record set restricted = 'ERASURE'" + OF)) {
      bind(update, subject, source);
      update.executeUpdate();
    }
  }

  /** The records that a law still holds, which stay restricted. */
  public List<Held> held(
      Connection connection, String subject, Optional<String> source, LocalDate today)
      throws SQLException {
    List<Held> held = new ArrayList<>();
    try (PreparedStatement update =
        connection.prepareStatement(
            "update record set restricted = 'ERASURE'"
                + OF
                + HELD
                + " returning id, category, source")) {
      bind(update, subject, source);
      update.setDate(4, Date.valueOf(today));
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          held.add(new Held(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
    }
    return held;
  }

  /** Empties the rows of all records but the held ones. Returns how many. */
  public int erase(Connection connection, String subject, Optional<String> source, LocalDate today)
      throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id from record"
                + OF
                + " and not (retention = 'ADVERSE' and (expires_on is null or expires_on > ?))"
                + " for update")) {
      bind(select, subject, source);
      select.setDate(4, Date.valueOf(today));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    empty(connection, ids, "ERASED");
    return ids.size();
  }

  /** Empties these rows, and deletes older versions, marks and what was stated. */
  void empty(Connection connection, List<String> ids, String how) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            with v as (delete from record_version where record = any(?)),
              m as (delete from record_mark where record = any(?)),
              f as (delete from record_fact where record = any(?))
            update record set gone = ?, subject = null, sealed = null, key_version = null,
              restricted = null, fingerprint = null, lookups = null
            where id = any(?)
            """)) {
      Object[] all = ids.toArray();
      update.setArray(1, connection.createArrayOf("text", all));
      update.setArray(2, connection.createArrayOf("text", all));
      update.setArray(3, connection.createArrayOf("text", all));
      update.setString(4, how);
      update.setArray(5, connection.createArrayOf("text", all));
      update.executeUpdate();
    }
  }

  /** Whether there is anything about the person that is not restricted for good. */
  public boolean isAny(Connection connection, String subject, Optional<String> source)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select exists (select 1 from record"
                + OF
                + " and restricted is distinct from 'ERASURE')")) {
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
