package dev.tallystick.evidence;

import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.TlogProof;
import dev.tallystick.tlog.UnverifiedNoteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything of a bundle but whose signature counts: that its members belong together, that each
 * entry is under the checkpoint, and that lineage and page say what the entries say.
 *
 * <p>A bundle without findings is worth what its checkpoint is worth: whoever checks it holds that
 * against a key and a policy of their own. That each entry is as its type defines it is for the
 * check of its receipt.
 */
public final class BundleCheck {
  private final EvidenceBundle bundle;
  private final List<BundleFinding> findings = new ArrayList<>();

  private BundleCheck(EvidenceBundle bundle) {
    this.bundle = bundle;
  }

  /** What is wrong with a bundle; nothing if it holds together. */
  public static List<BundleFinding> check(EvidenceBundle bundle) {
    BundleCheck check = new BundleCheck(bundle);
    check.manifest();
    check.receipts();
    check.entries();
    check.lineage();
    check.page();
    return List.copyOf(check.findings);
  }

  private void manifest() {
    try {
      EvidenceManifest.difference(bundle.question(), bundle.members())
          .ifPresent(difference -> add(BundleFlaw.MANIFEST, EvidenceManifest.NAME, difference));
    } catch (MalformedBundleException e) {
      add(BundleFlaw.MANIFEST, EvidenceManifest.NAME, String.valueOf(e.getMessage()));
    }
  }

  private void receipts() {
    BundleProofs proofs = bundle.proofs();
    Optional<ReceiptGrade> grade = grade();
    Hash policyHash = proofs.policy().hash().orElseThrow();
    proofs
        .receipts()
        .forEach(
            (index, receipt) -> {
              String name = EvidenceBundle.name(index);
              Receipt expected =
                  new Receipt(
                      receipt.opening(),
                      TlogProof.of(receipt.proof().inclusion(), proofs.note()),
                      grade.orElse(receipt.grade()),
                      policyHash);
              if (!Arrays.equals(bundle.member(name), expected.toJson())) {
                add(
                    BundleFlaw.RECEIPT,
                    name,
                    "is not under the bundle's checkpoint and policy, or not in its one form");
              }
              Hash leaf = Merkle.leafHash(receipt.opening().entry());
              if (!receipt.proof().inclusion().proves(leaf, proofs.checkpoint())) {
                add(
                    BundleFlaw.INCLUSION,
                    name,
                    "the path does not lead from entry %d to the root of size %d"
                        .formatted(index, proofs.checkpoint().size()));
              }
            });
  }

  private Optional<ReceiptGrade> grade() {
    try {
      return Optional.of(BundleProofs.grade(bundle.proofs().policy(), bundle.proofs().note()));
    } catch (UnverifiedNoteException | MalformedCheckpointException e) {
      add(
          BundleFlaw.POLICY,
          EvidenceBundle.POLICY,
          "does not accept the checkpoint: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void entries() {
    NavigableSet<Long> named = bundle.lineage().indexes();
    for (long index : named) {
      if (!bundle.receipts().containsKey(index)) {
        add(
            BundleFlaw.ENTRIES,
            EvidenceBundle.LINEAGE,
            "names entry %d, which is missing".formatted(index));
      }
    }
    for (long index : bundle.receipts().keySet()) {
      if (!named.contains(index)) {
        add(
            BundleFlaw.ENTRIES,
            EvidenceBundle.name(index),
            "is of an entry that the lineage does not name");
      }
    }
  }

  private void lineage() {
    Map<Long, OpenedEntry> entries = new TreeMap<>();
    bundle.receipts().forEach((index, receipt) -> entries.put(index, OpenedEntry.of(receipt)));
    if (!Arrays.equals(bundle.member(EvidenceBundle.LINEAGE), bundle.lineage().toJson())) {
      add(BundleFlaw.LINEAGE, EvidenceBundle.LINEAGE, "is not written in its canonical form");
    }
    if (bundle.lineage().isCut()) {
      add(
          BundleFlaw.LINEAGE,
          EvidenceBundle.LINEAGE,
          "is one page of more, or says that it is cut");
    }
    if (bundle.lineage().size() > bundle.proofs().checkpoint().size()) {
      add(
          BundleFlaw.LINEAGE,
          EvidenceBundle.LINEAGE,
          "was answered of more entries than the checkpoint covers");
    }
    findings.addAll(LineageComparison.compare(bundle.lineage(), entries));
    findings.addAll(LineageTies.check(bundle.question(), bundle.lineage(), entries));
  }

  private void page() {
    byte[] expected = EvidencePage.write(bundle.question(), bundle.proofs());
    if (!Arrays.equals(bundle.member(EvidenceBundle.PAGE), expected)) {
      add(BundleFlaw.PAGE, EvidenceBundle.PAGE, "is not the page that the other members give");
    }
  }

  private void add(BundleFlaw flaw, String where, String detail) {
    findings.add(new BundleFinding(flaw, where, detail));
  }
}
