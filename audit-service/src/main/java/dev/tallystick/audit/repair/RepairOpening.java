package dev.tallystick.audit.repair;

import dev.tallystick.audit.entry.Anomaly;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sealing.LostPartsException;
import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.OpeningRepairRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.receipt.Opening;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The use case: an entry whose body cannot be read gets it back. The bytes may come from anywhere;
 * what they hash to decides. The entry that says so comes before the repair, another one after it.
 */
public final class RepairOpening {
  private static final Logger LOG = Logger.getLogger(RepairOpening.class);
  private static final String DETECTOR = "BODY_UNREADABLE";

  private final LogEntryRepository entries;
  private final OpeningRepairRepository repairs;
  private final OpeningSeal seal;
  private final OwnEvents log;
  private final Clock clock;

  /** Repairs what the service itself has stored. */
  public RepairOpening(
      LogEntryRepository entries,
      OpeningRepairRepository repairs,
      OpeningSeal seal,
      OwnEvents log,
      Clock clock) {
    this.entries = entries;
    this.repairs = repairs;
    this.seal = seal;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Repairs an entry with sealed bytes, as a backup of its row has them; nobody sees what they say.
   *
   * @throws dev.tallystick.problem.DomainProblem if there is nothing to repair, the bytes are not
   *     those that were committed to, or the log cannot be written
   */
  StoredEntry withSealedBytes(long index, byte[] sealed, String account) {
    return repair(index, account, "sealed", row -> seal.open(row, sealed));
  }

  /**
   * Repairs an entry with an opening that shows its body and its internal part.
   *
   * @throws dev.tallystick.problem.DomainProblem as {@link #withSealedBytes}
   */
  StoredEntry withOpening(long index, Opening opening, String account) {
    OpenedParts parts =
        OpenedParts.of(opening)
            .orElseThrow(
                () ->
                    AuditProblem.ofField(
                        AuditProblemCode.OPENING_MISMATCH, "opening", "shows body and internal"));
    return repair(index, account, "opening", row -> parts);
  }

  private StoredEntry repair(
      long index, String account, String field, Function<StoredEntry, OpenedParts> candidate) {
    StoredEntry row = unreadable(index);
    OpenedParts parts;
    byte[] sealed;
    try {
      parts = candidate.apply(row);
      sealed = seal.sealFor(row, parts);
    } catch (LostPartsException e) {
      LOG.infof("entry %d is not repaired: %s", index, e.getMessage());
      throw AuditProblem.ofField(
          AuditProblemCode.OPENING_MISMATCH, field, "opens under the key of the entry's day");
    }
    if (!isCommitted(row, parts)) {
      throw AuditProblem.ofField(
          AuditProblemCode.OPENING_MISMATCH, field, "hashes to what the entry commits to");
    }
    Anomaly anomaly =
        Anomaly.raise(
            log,
            new Anomaly.Observation(DETECTOR, row.recordedMillis(), clock.millis(), 1, 0),
            List.of(row.id()));
    repairs.add(row, sealed);
    anomaly.clear(log, "The body of entry " + index + " was repaired by " + account + ".");
    LOG.infof("the body of entry %d is repaired", index);
    return row;
  }

  private StoredEntry unreadable(long index) {
    StoredEntry row =
        entries.at(List.of(index)).stream()
            .findFirst()
            .orElseThrow(() -> AuditProblem.of(AuditProblemCode.ENTRY_UNKNOWN));
    if (row.isErased() || isReadable(row)) {
      throw AuditProblem.of(AuditProblemCode.NOTHING_TO_REPAIR);
    }
    return row;
  }

  private boolean isReadable(StoredEntry row) {
    return seal.find(row).filter(parts -> isCommitted(row, parts)).isPresent();
  }

  private static boolean isCommitted(StoredEntry row, OpenedParts parts) {
    return parts.hashes(row.nonceStub(), row.stub()).equals(row.hashes());
  }
}
