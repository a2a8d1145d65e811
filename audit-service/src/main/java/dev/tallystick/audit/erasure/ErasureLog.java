package dev.tallystick.audit.erasure;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.events.EventId;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What the log is told of erasures, and what it then holds. Blocks; thread-safe. */
public final class ErasureLog {
  private static final Logger LOG = Logger.getLogger(ErasureLog.class);

  private final OwnEvents log;
  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Appends and reads the service's own log. */
  public ErasureLog(OwnEvents log, LogEntryRepository entries, OpeningSeal seal) {
    this.log = log;
    this.entries = entries;
    this.seal = seal;
  }

  EventId drawId() {
    return log.drawId();
  }

  /**
   * Appends the entry of an erasure, unless the log has it.
   *
   * @throws AuditProblem if the log refuses it, or its outcome is not known
   */
  void append(OpeningErasure erasure) {
    try {
      log.append(erasure.event(), erasure.data(), Optional.empty(), List.of());
    } catch (AuditProblem e) {
      if (!e.is(AuditProblemCode.EVENT_ID_REUSED)) {
        throw e;
      }
      // An earlier run has logged it and did not live to say so; the seed differs, the id does not.
      LOG.infof("the entry of erasure %s was logged before", erasure.event());
    }
  }

  /** The parts of the entry of an erasure, as the log holds them. */
  OpenedParts opened(EventId event) {
    return entries
        .find(event)
        .map(seal::open)
        .orElseThrow(() -> new LogStoreException("the log has no entry of erasure " + event));
  }
}
