package dev.tallystick.audit.index;

import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.AnomalyCleared;
import dev.tallystick.events.type.AnomalyRaised;
import dev.tallystick.events.type.ServiceRestored;
import dev.tallystick.events.type.ServiceSuspended;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Writes the alarms of a batch, which are cleared, and who is suspended because of one. Writing an
 * entry a second time changes nothing, and no entry has to be there before another.
 */
final class AnomalyWriter {
  private static final int RAISED = EventTypes.get(AnomalyRaised.SHORT_NAME).code();
  private static final int CLEARED = EventTypes.get(AnomalyCleared.SHORT_NAME).code();
  private static final int SUSPENDED = EventTypes.get(ServiceSuspended.SHORT_NAME).code();
  private static final int RESTORED = EventTypes.get(ServiceRestored.SHORT_NAME).code();
  static final List<Integer> TYPES = List.of(RAISED, CLEARED, SUSPENDED, RESTORED);

  private static final String RAISE =
      """
      insert into anomaly (event_id, anomaly, idx, recorded_millis, party_label)
      values (?, ?, ?, ?, nullif(?, ''::bytea)) on conflict do nothing
      """;
  private static final String CLEAR =
      """
      insert into anomaly_clearing (event_id, raised, anomaly, idx, recorded_millis)
      values (?, ?, ?, ?, ?) on conflict do nothing
      """;
  private static final String SUSPEND =
      """
      insert into anomaly_suspension (event_id, anomaly, idx, party_label, until_millis)
      values (?, ?, ?, ?, nullif(?, -1)) on conflict do nothing
      """;
  private static final String RESTORE =
      """
      insert into service_restoration (event_id, suspension, idx, party_label)
      values (?, ?, ?, ?) on conflict do nothing
      """;

  private final StatementBatch rows = new StatementBatch(List.of(RAISE, CLEAR, SUSPEND, RESTORE));

  /** Takes in an entry of one of the types. */
  void add(StoredEntry entry, Body body) {
    int type = entry.typeCode();
    if (type == RAISED) {
      AnomalyRaised data = AnomalyRaised.read(body.data());
      rows.add(
          RAISE,
          entry.id().value(),
          data.anomaly().value(),
          entry.index(),
          entry.recordedMillis(),
          data.party().map(AnomalyWriter::label).orElse(new byte[0]));
    } else if (type == CLEARED) {
      AnomalyCleared data = AnomalyCleared.read(body.data());
      rows.add(
          CLEAR,
          entry.id().value(),
          data.raised().value(),
          data.anomaly().value(),
          entry.index(),
          entry.recordedMillis());
    } else if (type == SUSPENDED) {
      ServiceSuspended data = ServiceSuspended.read(body.data());
      data.anomaly()
          .ifPresent(
              cause ->
                  rows.add(
                      SUSPEND,
                      entry.id().value(),
                      cause.value(),
                      entry.index(),
                      label(data.party()),
                      data.until().map(Instant::toEpochMilli).orElse(-1L)));
    } else {
      ServiceRestored data = ServiceRestored.read(body.data());
      rows.add(
          RESTORE,
          entry.id().value(),
          data.suspension().value(),
          entry.index(),
          label(data.party()));
    }
  }

  private static byte[] label(String party) {
    return EventLabels.ofParty(party).toByteArray();
  }

  /** Writes what was taken in; it may come in any order. */
  void write(Connection connection) throws SQLException {
    rows.write(connection);
  }
}
