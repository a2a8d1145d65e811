package dev.tallystick.audit.proof;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningJson;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.PartName;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.TlogProof;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds receipts from what is stored, never from what a caller sent. Only the client that may
 * append an entry's type gets them here, with all its parts. Blocks on the database; thread-safe.
 */
public final class IssueReceipts {
  private static final Set<PartName> ALL = EnumSet.allOf(PartName.class);

  private final LogEntryRepository entries;
  private final OpeningSeal seal;
  private final Proofs proofs;
  private final LogPolicy policy;
  private final RecordedTimeFloor floor;

  /** Receipts from the service's own tables. */
  public IssueReceipts(
      LogEntryRepository entries,
      OpeningSeal seal,
      Proofs proofs,
      LogPolicy policy,
      RecordedTimeFloor floor) {
    this.entries = entries;
    this.seal = seal;
    this.proofs = proofs;
    this.policy = policy;
    this.floor = floor;
  }

  /** A receipt in the making: the opening as JSON, the proof, and the policy it is judged by. */
  static final class Found {
    private final byte[] opening;
    private final TlogProof proof;
    private final ReceiptGrade grade;
    private final Hash policyHash;

    private Found(byte[] opening, TlogProof proof, ReceiptGrade grade, Hash policyHash) {
      this.opening = opening;
      this.proof = proof;
      this.grade = grade;
      this.policyHash = policyHash;
    }

    byte[] opening() {
      return opening;
    }

    /** Index, inclusion proof and checkpoint. */
    TlogProof proof() {
      return proof;
    }

    /** What stands behind the checkpoint. */
    ReceiptGrade grade() {
      return grade;
    }

    String policyHash() {
      return policyHash.hex();
    }

    long index() {
      return proof.inclusion().index();
    }
  }

  /**
   * The receipt of the event.
   *
   * @throws AuditProblem if it is not in the log; from then on it cannot be recorded at an earlier
   *     time
   * @throws AuditProblem if it is not the client's
   */
  Found get(EventId id, String client) {
    StoredEntry row = entries.find(id).orElse(null);
    if (row == null) {
      // A batch may be on its way. The floor waits for it and keeps later ones behind it, so a
      // second look is final.
      long asOf = floor.raise();
      row = entries.find(id).orElseThrow(() -> AuditProblem.notLogged(asOf));
    }
    if (!mayRead(row, client)) {
      throw AuditProblem.of(AuditProblemCode.ENTRY_UNKNOWN);
    }
    return of(row, ALL);
  }

  /** The receipt of a stored entry, as JSON, with these parts opened and the others as hashes. */
  public byte[] json(StoredEntry row, Set<PartName> shown) {
    return ReceiptJson.of(of(row, shown));
  }

  private Found of(StoredEntry row, Set<PartName> shown) {
    @Nullable OpenedParts opened = seal.find(row).orElse(null);
    Proofs.Proof proof = proofs.best(row.index());
    return new Found(
        OpeningJson.of(row, opened, shown),
        TlogProof.of(proof.inclusion(), proof.checkpoint()),
        proof.isWitnessed() ? ReceiptGrade.WITNESSED : ReceiptGrade.DURABLE,
        policy.hash());
  }

  private static boolean mayRead(StoredEntry row, String client) {
    return EventTypes.findByCode(row.typeCode())
        .filter(type -> type.appenders().contains(client))
        .isPresent();
  }
}
