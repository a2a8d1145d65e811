package dev.tallystick.vault.release;

import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The requests for records, by who has sent them under which key. A request belongs to one thread
 * until its lease ends; what that thread leaves behind, the next one with the same key takes up.
 */
@Singleton
final class RequestTable {
  /**
   * A request.
   *
   * @param answered what was left out, once every source is settled
   */
  record Row(
      String id,
      Hash digest,
      Instant createdAt,
      Instant leasedUntil,
      Optional<List<Omission>> answered) {}

  /** Adds a request, leased; false if the key was used before. */
  boolean add(
      Connection connection,
      String id,
      String scope,
      String key,
      Hash digest,
      Instant now,
      Instant leasedUntil)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into release_request (id, scope, idempotency_key, digest, created_at, leased_until)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """)) {
      insert.setString(1, id);
      insert.setString(2, scope);
      insert.setString(3, key);
      insert.setBytes(4, digest.toByteArray());
      insert.setTimestamp(5, Timestamp.from(now));
      insert.setTimestamp(6, Timestamp.from(leasedUntil));
      return insert.executeUpdate() == 1;
    }
  }

  /** The request of this key, locked. */
  Optional<Row> lock(Connection connection, String scope, String key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select id, digest, created_at, leased_until, answered from release_request
            where scope = ? and idempotency_key = ? for update
            """)) {
      select.setString(1, scope);
      select.setString(2, key);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Row(
                    row.getString(1),
                    Hash.takeOwnershipOf(row.getBytes(2)),
                    row.getTimestamp(3).toInstant(),
                    row.getTimestamp(4).toInstant(),
                    Optional.ofNullable(row.getString(5)).map(ReleaseAnswer::omitted)))
            : Optional.empty();
      }
    }
  }

  void lease(Connection connection, String id, Instant until) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update release_request set leased_until = ? where id = ?")) {
      update.setTimestamp(1, Timestamp.from(until));
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  /** Every source is settled. */
  void answer(Connection connection, String id, List<Omission> omitted) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update release_request set answered = ? where id = ?")) {
      update.setString(1, ReleaseAnswer.row(omitted));
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  /** Forgets a request that was refused before anything was asked for it. */
  void forget(Connection connection, String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from release_request q where id = ?
              and not exists (select 1 from release r where r.request = q.id)
            """)) {
      delete.setString(1, id);
      delete.executeUpdate();
    }
  }

  /** Forgets requests, and what is left of their releases, that were sent before this time. */
  int forgetBefore(Connection connection, Instant createdBefore) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from release_request q where created_at < ?
              and not exists (select 1 from release r
                where r.request = q.id and r.state in ('INTENT', 'LOGGED'))
            """)) {
      delete.setTimestamp(1, Timestamp.from(createdBefore));
      return delete.executeUpdate();
    }
  }
}
