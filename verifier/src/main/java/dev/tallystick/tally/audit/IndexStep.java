package dev.tallystick.tally.audit;

import dev.tallystick.events.Stub;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tlog.Hash;
import java.util.Map;
import java.util.Optional;

/**
 * The lists of entries are complete (I4): each {@code index.root} is the root of the index that the
 * stubs before it give, and the roots form one chain.
 *
 * <p>An entry left out, filed under another label or moved within a list gives another root, at the
 * first {@code index.root} that covers it.
 */
final class IndexStep implements AuditStep {
  private final AuditFindings chainFindings = new AuditFindings("roots");
  private final AuditFindings findings = new AuditFindings("index");
  private final RootChain chain = new RootChain(chainFindings);
  private final Optional<RebuiltIndex> rebuilt;
  private boolean isUnsalted;
  private boolean differs;
  private long passed;

  /**
   * @param salts label to salt, as an index witness gets them; without them only the chain of roots
   *     is checked
   */
  IndexStep(Optional<Map<Hash, Hash>> salts) {
    rebuilt = salts.map(RebuiltIndex::new);
  }

  @Override
  public void see(AuditedEntry entry) {
    if (entry.is("index.root")) {
      chain.take(entry).ifPresent(claim -> compare(entry.index(), claim));
    }
    Optional<Stub> stub = entry.stub();
    if (stub.isEmpty()) {
      findings.untoldAt(entry.index(), "the stub is withheld, so its labels are not known");
    } else {
      rebuilt.ifPresent(index -> index.file(entry.index(), entry.entry(), stub.get().labels()));
    }
  }

  @Override
  public void pass(long index) {
    if (passed++ == 0) {
      findings.untoldAt(
          index,
          "is outside the engagement, so its labels are not known: whether the index is complete, only an"
              + " engagement with everything tells");
    }
  }

  private void compare(long place, RootChain.Claim claim) {
    if (rebuilt.isEmpty() || isUnsalted || differs || passed > 0) {
      return;
    }
    RebuiltIndex index = rebuilt.get();
    index.coverTo(claim.coveredSize());
    Hash unsalted = index.unsalted();
    if (unsalted != null) {
      isUnsalted = true;
      findings.untoldAt(place, "there is no salt of the label " + unsalted);
    } else if (!index.root().equals(claim.root())) {
      // Every later root would differ too, and tell nothing new.
      differs = true;
      findings.at(
          place,
          "index root %d over %d entries is not that of their stubs; expected %s, found %s"
              .formatted(chain.number(), claim.coveredSize(), index.root(), claim.root()));
    }
  }

  @Override
  public void tell(CheckReport report, long size) {
    if (rebuilt.isEmpty() && passed == 0) {
      report.cannotTell("index", "it takes the salts to make it again: give --salts");
    } else {
      findings.tell(
          report,
          "all %d index roots are those of the stubs, over %d labels; complete up to log size %d"
              .formatted(
                  chain.number(), rebuilt.map(RebuiltIndex::labels).orElse(0L), chain.covered()));
    }
    chainFindings.tell(report, "%d index roots form one chain".formatted(chain.number()));
    report.fact("indexRoots", chain.number());
    report.fact("indexedSize", chain.covered());
  }
}
