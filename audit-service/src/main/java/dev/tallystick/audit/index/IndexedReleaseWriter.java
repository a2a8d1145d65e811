package dev.tallystick.audit.index;

import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.tlog.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the releases of a batch, their parents, and what became of earlier ones. */
final class IndexedReleaseWriter {
  private static final int RELEASED = EventTypes.get("data.released").code();
  private static final int RECEIVED = EventTypes.get("data.received").code();
  private static final int UNDELIVERED = EventTypes.get("data.undelivered").code();
  static final List<Integer> TYPES = List.of(RELEASED, RECEIVED, UNDELIVERED);

  private static final String INSERT =
      """
      insert into release (event_id, release_id, idx, entry, recorded_millis, step, from_party, to_party, subject_label,
        payload_digest, product, fee_amount, fee_currency, fee_tariff, fee_line, fee_dedup_of)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String INSERT_PARENT =
      "insert into release_parent (child, parent) values (?, ?)";
  private static final String RECEIVE =
      "update release set acknowledged = ?, acknowledged_idx = ?, acknowledged_millis = ?"
          + " where event_id = ? and acknowledged is null";
  private static final String MISS =
      "update release set undelivered = ?, undelivered_idx = ? where event_id = ?";

  private record Logged(StoredEntry row, Body body) {
    EventId release() {
      return EventId.fromString(body.data().getString("release"));
    }
  }

  private final List<Logged> released = new ArrayList<>();
  private final List<Logged> received = new ArrayList<>();
  private final List<Logged> undelivered = new ArrayList<>();

  void add(StoredEntry row, Body body) {
    Logged logged = new Logged(row, body);
    if (row.typeCode() == RELEASED) {
      released.add(logged);
    } else if (row.typeCode() == RECEIVED) {
      received.add(logged);
    } else {
      undelivered.add(logged);
    }
  }

  /** Releases come before what becomes of them, in the log and here. */
  void write(Connection connection) throws SQLException {
    if (!released.isEmpty()) {
      insertReleases(connection);
      insertParents(connection);
    }
    if (!received.isEmpty()) {
      try (PreparedStatement update = connection.prepareStatement(RECEIVE)) {
        for (Logged logged : received) {
          update.setObject(1, logged.row.id().value());
          update.setLong(2, logged.row.index());
          update.setLong(3, logged.row.recordedMillis());
          update.setObject(4, logged.release().value());
          update.addBatch();
        }
        update.executeBatch();
      }
    }
    if (!undelivered.isEmpty()) {
      try (PreparedStatement update = connection.prepareStatement(MISS)) {
        for (Logged logged : undelivered) {
          update.setObject(1, logged.row.id().value());
          update.setLong(2, logged.row.index());
          update.setObject(3, logged.release().value());
          update.addBatch();
        }
        update.executeBatch();
      }
    }
  }

  private void insertReleases(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Logged logged : released) {
        JsonObject data = logged.body.data();
        String subject = logged.body.subject().orElseThrow();
        insert.setObject(1, logged.row.id().value());
        insert.setString(2, data.getString("release"));
        insert.setLong(3, logged.row.index());
        insert.setBytes(4, logged.row.entry().toByteArray());
        insert.setLong(5, logged.row.recordedMillis());
        insert.setString(6, data.getString("step"));
        insert.setString(7, data.getString("from"));
        insert.setString(8, data.getString("to"));
        insert.setBytes(9, EventLabels.ofSubject(subject).toByteArray());
        insert.setBytes(10, Hash.fromHex(data.getString("payloadDigest")).toByteArray());
        insert.setString(11, data.findString("product").orElse(null));
        bindFee(insert, data.findObject("fee"));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bindFee(PreparedStatement insert, Optional<JsonObject> fee)
      throws SQLException {
    if (fee.isEmpty()) {
      insert.setNull(12, Types.BIGINT);
      insert.setNull(13, Types.VARCHAR);
      insert.setNull(14, Types.VARCHAR);
      insert.setNull(15, Types.VARCHAR);
      insert.setNull(16, Types.OTHER);
      return;
    }
    insert.setLong(12, fee.get().getInteger("amount"));
    insert.setString(13, fee.get().getString("currency"));
    insert.setString(14, fee.get().getString("tariff"));
    insert.setString(15, fee.get().getString("line"));
    insert.setObject(
        16,
        fee.get().findString("dedupOf").map(id -> EventId.fromString(id).value()).orElse(null),
        Types.OTHER);
  }

  private void insertParents(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_PARENT)) {
      boolean any = false;
      for (Logged logged : released) {
        for (EventId parent : parents(logged.body.data())) {
          insert.setObject(1, logged.row.id().value());
          insert.setObject(2, parent.value());
          insert.addBatch();
          any = true;
        }
      }
      if (any) {
        insert.executeBatch();
      }
    }
  }

  private static List<EventId> parents(JsonObject data) {
    List<JsonValue> ids = data.findArray("parents").map(array -> array.items()).orElse(List.of());
    return ids.stream().map(id -> EventId.fromString(((JsonString) id).value())).toList();
  }
}
