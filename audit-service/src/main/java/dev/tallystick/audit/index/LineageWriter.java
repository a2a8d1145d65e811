package dev.tallystick.audit.index;

import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataReleasedInternal;
import dev.tallystick.events.type.DownstreamNotified;
import dev.tallystick.events.type.RecordsDeposited;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what ties deposits, consents and changes to the releases of a batch. Writing an entry a
 * second time changes nothing.
 */
final class LineageWriter {
  private static final int DEPOSITED = EventTypes.get(RecordsDeposited.SHORT_NAME).code();
  private static final int RELEASED = EventTypes.get(DataReleased.SHORT_NAME).code();
  private static final int DESTROYED = EventTypes.get(DataDestroyed.SHORT_NAME).code();
  private static final int NOTIFIED = EventTypes.get(DownstreamNotified.SHORT_NAME).code();
  static final List<Integer> TYPES = List.of(DEPOSITED, RELEASED, DESTROYED, NOTIFIED);

  /** A statement of the batch, and what it is run with. */
  private enum Write {
    DEPOSIT(
        "insert into deposit (event_id, chunk, idx, recorded_millis, platform_label)"
            + " values (?, ?, ?, ?, ?)"),
    RELEASE_DEPOSIT("insert into release_deposit (release, deposit, idx) values (?, ?, ?)"),
    RELEASE_CONSENT("insert into release_consent (release, consent, idx) values (?, ?, ?)"),
    RELEASE_INQUIRY("insert into release_inquiry (release, inquiry, idx) values (?, ?, ?)"),
    NOTIFICATION(
        "insert into notification (event_id, idx, cause, recipient_label) values (?, ?, ?, ?)"),
    DESTROY(
        "update release set destroyed = ?, destroyed_idx = ?"
            + " where event_id = ? and destroyed is null");

    private final String sql;

    Write(String sql) {
      this.sql = sql.startsWith("insert") ? sql + " on conflict do nothing" : sql;
    }
  }

  private final StatementBatch rows =
      new StatementBatch(Stream.of(Write.values()).map(write -> write.sql).toList());

  /**
   * Takes in an entry of one of the types.
   *
   * @param internal the part that holds the deposits of a release, if the entry has it
   */
  void add(StoredEntry entry, Body body, Optional<JsonObject> internal) {
    int type = entry.typeCode();
    if (type == DEPOSITED) {
      RecordsDeposited data = RecordsDeposited.read(body.data());
      row(
          Write.DEPOSIT,
          entry.id().value(),
          data.chunk().value(),
          entry.index(),
          entry.recordedMillis(),
          EventLabels.ofParty(data.provider()).toByteArray());
    } else if (type == RELEASED) {
      release(entry, DataReleased.read(body.data()), internal);
    } else if (type == DESTROYED) {
      for (EventId release : DataDestroyed.read(body.data()).releases()) {
        row(Write.DESTROY, entry.id().value(), entry.index(), release.value());
      }
    } else {
      DownstreamNotified data = DownstreamNotified.read(body.data());
      row(
          Write.NOTIFICATION,
          entry.id().value(),
          entry.index(),
          data.cause().value(),
          EventLabels.ofParty(data.to()).toByteArray());
    }
  }

  private void release(StoredEntry entry, DataReleased data, Optional<JsonObject> internal) {
    internal.map(DataReleasedInternal::read).stream()
        .flatMap(part -> part.deposits().stream())
        .flatMap(group -> group.events().stream())
        .distinct()
        .forEach(
            deposit ->
                row(Write.RELEASE_DEPOSIT, entry.id().value(), deposit.value(), entry.index()));
    data.consents()
        .forEach(
            consent ->
                row(
                    Write.RELEASE_CONSENT,
                    entry.id().value(),
                    consent.id().value(),
                    entry.index()));
    data.inquiry()
        .ifPresent(
            inquiry ->
                row(Write.RELEASE_INQUIRY, entry.id().value(), inquiry.value(), entry.index()));
  }

  private void row(Write write, Object... values) {
    rows.add(write.sql, values);
  }

  /** Writes what was taken in; releases are there before. */
  void write(Connection connection) throws SQLException {
    rows.write(connection);
  }
}
