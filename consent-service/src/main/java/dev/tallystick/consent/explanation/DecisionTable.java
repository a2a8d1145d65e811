package dev.tallystick.consent.explanation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The kept decisions. */
@Singleton
class DecisionTable {
  private final DataSource database;

  DecisionTable(DataSource database) {
    this.database = database;
  }

  void add(List<KeptDecision> decisions) {
    String sql =
        "insert into decision (id, subject, caller, from_party, to_party, jws, decided_at)"
            + " values (?,?,?,?,?,?,?) on conflict do nothing";
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      for (KeptDecision decision : decisions) {
        insert.setString(1, decision.id());
        insert.setString(2, decision.subject().orElse(null));
        insert.setString(3, decision.caller());
        insert.setString(4, decision.from());
        insert.setString(5, decision.to().orElse(null));
        insert.setString(6, decision.jws());
        insert.setTimestamp(7, Timestamp.from(decision.decidedAt()));
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("decisions could not be kept", e);
    }
  }

  Optional<KeptDecision> find(String id) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, subject, caller, from_party, to_party, jws, decided_at from decision"
                    + " where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a decision could not be read", e);
    }
  }

  /** Forgets what is older. */
  int removeBefore(Instant time) {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from decision where decided_at < ?")) {
      delete.setObject(1, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
      return delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("old decisions could not be forgotten", e);
    }
  }

  private static KeptDecision read(ResultSet row) throws SQLException {
    return new KeptDecision(
        row.getString("id"),
        Optional.ofNullable(row.getString("subject")),
        row.getString("caller"),
        row.getString("from_party"),
        Optional.ofNullable(row.getString("to_party")),
        row.getString("jws"),
        row.getTimestamp("decided_at").toInstant());
  }
}
