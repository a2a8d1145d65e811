package dev.tallystick.bureau.acknowledgement;

import dev.tallystick.bureau.source.Source;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What is to be acknowledged, durable from the moment that the releases were taken. */
@Singleton
public final class AcknowledgementQueue {
  private static final String INSERT =
      """
      insert into acknowledgement (bureau_id, event_id, log_index, entry, payload_digest,
        received_at, next_try)
      values (?, ?::uuid, ?, ?, ?, ?, ?) on conflict (bureau_id, event_id) do nothing
      """;
  private static final String DUE =
      """
      select event_id, log_index, entry, payload_digest, received_at, attempts
      from acknowledgement where next_try <= ? order by next_try limit 100
      """;

  private final BureauRows rows;

  AcknowledgementQueue(BureauRows rows) {
    this.rows = rows;
  }

  /** One release that waits to be acknowledged. */
  record Pending(
      String event, long index, Hash entry, Hash payloadDigest, Instant receivedAt, int attempts) {}

  /** Adds releases in the caller's transaction. */
  public void add(Connection connection, BureauId bureau, List<Source> sources, Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Source source : sources) {
        insert.setString(1, bureau.value());
        insert.setString(2, source.event());
        insert.setLong(3, source.evidence().index());
        insert.setString(4, source.evidence().entry().hex());
        insert.setString(5, source.evidence().payloadDigest().hex());
        insert.setObject(6, now.atOffset(ZoneOffset.UTC));
        insert.setObject(7, now.atOffset(ZoneOffset.UTC));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  List<Pending> due(BureauId bureau, Instant now) {
    return rows.in(
        bureau,
        connection -> {
          List<Pending> due = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                due.add(
                    new Pending(
                        row.getString(1),
                        row.getLong(2),
                        Hash.fromHex(row.getString(3)),
                        Hash.fromHex(row.getString(4)),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getInt(6)));
              }
            }
          }
          return due;
        });
  }

  void remove(BureauId bureau, String event) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from acknowledgement where event_id = ?::uuid")) {
            delete.setString(1, event);
            return delete.executeUpdate();
          }
        });
  }

  void postpone(BureauId bureau, String event, Instant until) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update acknowledgement set next_try = ?, attempts = attempts + 1 where event_id = ?::uuid")) {
            update.setObject(1, until.atOffset(ZoneOffset.UTC));
            update.setString(2, event);
            return update.executeUpdate();
          }
        });
  }
}
