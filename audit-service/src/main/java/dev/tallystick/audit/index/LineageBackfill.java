package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes up what was indexed before the tables of lineage and of alarms were there, a batch at a
 * time, on the follower's thread. Making the whole index again would lose the releases whose bodies
 * are erased.
 */
final class LineageBackfill {
  private static final Logger LOG = Logger.getLogger(LineageBackfill.class);
  private static final int BATCH = 1_000;
  private static final List<Integer> TYPES =
      Stream.of(LineageWriter.TYPES, AnomalyWriter.TYPES).flatMap(List::stream).toList();

  private final LogEntryRepository entries;
  private final OpeningSeal seal;
  private boolean isDone;

  LineageBackfill(LogEntryRepository entries, OpeningSeal seal) {
    this.entries = entries;
    this.seal = seal;
  }

  /** Takes up a batch in a transaction of its own; false if nothing is left. */
  boolean step(Connection connection) throws SQLException {
    if (isDone) {
      return false;
    }
    long next;
    long until;
    try (PreparedStatement select =
            connection.prepareStatement("select next, until from lineage_backfill for update");
        ResultSet row = select.executeQuery()) {
      row.next();
      next = row.getLong(1);
      until = row.getLong(2);
    }
    if (next < until) {
      List<StoredEntry> batch = entries.ofTypes(TYPES, next, until, BATCH);
      write(connection, batch);
      long reached = batch.size() < BATCH ? until : batch.get(BATCH - 1).index() + 1;
      try (PreparedStatement move =
          connection.prepareStatement("update lineage_backfill set next = ?")) {
        move.setLong(1, reached);
        move.executeUpdate();
      }
    }
    connection.commit();
    isDone = next >= until;
    return !isDone;
  }

  private void write(Connection connection, List<StoredEntry> batch) throws SQLException {
    LineageWriter lineage = new LineageWriter();
    AnomalyWriter anomalies = new AnomalyWriter();
    for (StoredEntry row : batch) {
      if (isFiled(row)) {
        seal.find(row)
            .ifPresent(
                opened -> {
                  Body body = seal.body(row, opened);
                  if (AnomalyWriter.TYPES.contains(row.typeCode())) {
                    anomalies.add(row, body);
                  } else {
                    lineage.add(row, body, seal.internal(row, opened));
                  }
                });
      }
    }
    lineage.write(connection);
    anomalies.write(connection);
  }

  /** What is sealed by an authority shows in no list; what nobody can read holds up nothing. */
  private boolean isFiled(StoredEntry row) {
    try {
      return !seal.openStub(row).isSealed();
    } catch (LogStoreException e) {
      LOG.warnf("entry %d is left out of lineage: %s", row.index(), e.getMessage());
      return false;
    }
  }
}
