package dev.tallystick.audit.entry;

import dev.tallystick.audit.sealing.LostPartsException;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.AnomalyCleared;
import dev.tallystick.events.type.AnomalyRaised;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What audit-service has raised, as the log has it: whoever takes a watch over goes on from there,
 * whatever became of the one before. Blocks on the database; thread-safe.
 */
public final class LoggedAnomalies {
  private static final Logger LOG = Logger.getLogger(LoggedAnomalies.class);
  private static final int RAISED = EventTypes.get(AnomalyRaised.SHORT_NAME).code();
  private static final int CLEARED = EventTypes.get(AnomalyCleared.SHORT_NAME).code();
  private static final int PAGE = 1000;

  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Reads the service's own tables. */
  public LoggedAnomalies(LogEntryRepository entries, OpeningSeal seal) {
    this.entries = entries;
    this.seal = seal;
  }

  /** Those of a detector that are not cleared, oldest first; what is erased is over. */
  public List<Anomaly> open(String detector) {
    Map<String, Anomaly> open = new LinkedHashMap<>();
    long from = 0;
    List<StoredEntry> page;
    do {
      page = entries.ofTypes(List.of(RAISED, CLEARED), from, Long.MAX_VALUE, PAGE);
      for (StoredEntry row : page) {
        apply(row, detector, open);
        from = row.index() + 1;
      }
    } while (page.size() == PAGE);
    return List.copyOf(open.values());
  }

  private void apply(StoredEntry row, String detector, Map<String, Anomaly> open) {
    Body body;
    try {
      body = seal.openBody(row);
    } catch (LostPartsException e) {
      LOG.debugf("an anomaly is left out: %s", e.getMessage());
      return;
    }
    if (row.typeCode() == CLEARED) {
      open.remove(AnomalyCleared.read(body.data()).anomaly().value());
    } else if (body.source().equals(OwnEvents.SOURCE)) {
      AnomalyRaised raised = AnomalyRaised.read(body.data());
      if (raised.detector().equals(detector)) {
        String id = raised.anomaly().value();
        open.put(id, new Anomaly(id, row.id()));
      }
    }
  }
}
