package dev.tallystick.audit.index;

import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataUndelivered;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the releases of a batch, their parents, and what became of earlier ones. Of what was sold
 * and for how much it writes sums alone.
 */
final class IndexedReleaseWriter {
  private static final int RELEASED = EventTypes.get(DataReleased.SHORT_NAME).code();
  private static final int RECEIVED = EventTypes.get(DataReceived.SHORT_NAME).code();
  private static final int UNDELIVERED = EventTypes.get(DataUndelivered.SHORT_NAME).code();
  static final List<Integer> TYPES = List.of(RELEASED, RECEIVED, UNDELIVERED);

  private static final String INSERT =
      """
      insert into release (event_id, release_id, idx, entry, recorded_millis, step, from_label, to_label, subject_label,
        payload_digest, day)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String INSERT_PARENT =
      "insert into release_parent (child, parent) values (?, ?)";
  private static final String RECEIVE =
      "update release set acknowledged = ?, acknowledged_idx = ?, acknowledged_millis = ?"
          + " where event_id = ? and acknowledged is null";
  private static final String MISS =
      "update release set undelivered = ?, undelivered_idx = ? where event_id = ?";

  private record Released(StoredEntry row, String subject, DataReleased data) {}

  /** What became of a release. */
  private record Outcome(StoredEntry row, EventId release) {}

  private final List<Released> released = new ArrayList<>();
  private final MoneyFlowWriter flow = new MoneyFlowWriter();
  private final List<Outcome> received = new ArrayList<>();
  private final List<Outcome> undelivered = new ArrayList<>();

  void add(StoredEntry row, Body body) {
    if (row.typeCode() == RELEASED) {
      DataReleased data = DataReleased.read(body.data());
      released.add(new Released(row, body.subject().orElseThrow(), data));
      flow.add(row, data);
    } else if (row.typeCode() == RECEIVED) {
      received.add(new Outcome(row, DataReceived.read(body.data()).release()));
    } else {
      undelivered.add(new Outcome(row, DataUndelivered.read(body.data()).release()));
    }
  }

  /** Releases come before what becomes of them, in the log and here. */
  void write(Connection connection) throws SQLException {
    if (!released.isEmpty()) {
      insertReleases(connection);
      insertParents(connection);
      flow.write(connection);
    }
    if (!received.isEmpty()) {
      try (PreparedStatement update = connection.prepareStatement(RECEIVE)) {
        for (Outcome logged : received) {
          update.setObject(1, logged.row.id().value());
          update.setLong(2, logged.row.index());
          update.setLong(3, logged.row.recordedMillis());
          update.setObject(4, logged.release.value());
          update.addBatch();
        }
        update.executeBatch();
      }
    }
    if (!undelivered.isEmpty()) {
      try (PreparedStatement update = connection.prepareStatement(MISS)) {
        for (Outcome logged : undelivered) {
          update.setObject(1, logged.row.id().value());
          update.setLong(2, logged.row.index());
          update.setObject(3, logged.release.value());
          update.addBatch();
        }
        update.executeBatch();
      }
    }
  }

  private void insertReleases(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Released logged : released) {
        DataReleased data = logged.data;
        insert.setObject(1, logged.row.id().value());
        insert.setString(2, data.release().value());
        insert.setLong(3, logged.row.index());
        insert.setBytes(4, logged.row.entry().toByteArray());
        insert.setLong(5, logged.row.recordedMillis());
        insert.setString(6, data.step().wire());
        insert.setBytes(7, EventLabels.ofParty(data.from()).toByteArray());
        insert.setBytes(8, EventLabels.ofParty(data.to()).toByteArray());
        insert.setBytes(9, EventLabels.ofSubject(logged.subject).toByteArray());
        insert.setBytes(10, data.payloadDigest().toByteArray());
        insert.setInt(11, logged.row.keyId().day());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void insertParents(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_PARENT)) {
      boolean any = false;
      for (Released logged : released) {
        for (EventId parent : logged.data.parents()) {
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
}
