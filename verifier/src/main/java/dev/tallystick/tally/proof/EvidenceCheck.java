package dev.tallystick.tally.proof;

import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.trust.CheckpointCheck;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Policy;
import java.util.Optional;

/**
 * Everything that can be checked of a receipt or a proof offline. Each check is made on its own, so
 * that one failure does not hide another.
 */
public final class EvidenceCheck {
  private final CheckReport report;
  private final EntryEvidence evidence;
  private final Optional<Policy> policy;

  private EvidenceCheck(CheckReport report, EntryEvidence evidence, Optional<Policy> policy) {
    this.report = report;
    this.evidence = evidence;
    this.policy = policy;
  }

  /**
   * Tells the report what holds.
   *
   * @param stated what the user says the evidence is about; a receipt says it too
   */
  public static void run(
      CheckReport report,
      EntryEvidence evidence,
      Optional<EntryClaim> stated,
      Optional<Policy> policy) {
    new EvidenceCheck(report, evidence, policy).run(stated);
  }

  private void run(Optional<EntryClaim> stated) {
    report.fact("format", evidence.receipt().isPresent() ? "receipt" : "tlog-proof");
    Optional<EntryClaim> own =
        evidence.receipt().map(receipt -> EntryClaim.ofOpening(receipt.opening()));
    Optional<EntryClaim> claim = own.or(() -> stated);
    claim.ifPresent(this::entry);
    if (own.isPresent() && stated.isPresent()) {
      stated(own.get().leafHash(), stated.get().leafHash());
    }
    index();
    CheckpointCheck.run(report, evidence.proof().checkpoint(), policy)
        .ifPresent(checked -> inclusion(checked.checkpoint(), claim.map(EntryClaim::leafHash)));
    claim.flatMap(EntryClaim::opening).ifPresent(opening -> EventCheck.run(report, opening));
    evidence.receipt().ifPresent(this::service);
  }

  private void entry(EntryClaim claim) {
    report.fact("leafHash", claim.leafHash().hex());
    claim
        .entry()
        .ifPresentOrElse(
            entry -> {
              report.fact("entry", entry.hex());
              String origin = claim.opening().isPresent() ? "recomputed from the opening: " : "";
              report.note("entry", origin + entry.hex());
            },
            () -> report.note("entry", "with the leaf hash " + claim.leafHash().hex()));
  }

  private void stated(Hash own, Hash stated) {
    if (own.equals(stated)) {
      report.holds("stated", "the receipt is about the entry that was stated");
    } else {
      report.fails(
          "stated", "the receipt is about the leaf hash %s, stated was %s".formatted(own, stated));
    }
  }

  /** In a receipt the index stands twice; one that contradicts itself could not be read. */
  private void index() {
    long index = evidence.proof().inclusion().index();
    report.fact("index", index);
    report.note("index", Long.toString(index));
  }

  private void inclusion(Checkpoint checkpoint, Optional<Hash> leafHash) {
    if (leafHash.isEmpty()) {
      report.cannotTell(
          "inclusion",
          "a tlog-proof does not say for which entry it is: give --entry, --leaf or --receipt");
      return;
    }
    long index = evidence.proof().inclusion().index();
    if (evidence.proof().inclusion().proves(leafHash.get(), checkpoint)) {
      report.holds(
          "inclusion", "entry %d is under the root of size %d".formatted(index, checkpoint.size()));
    } else if (index >= checkpoint.size()) {
      report.fails(
          "inclusion", "entry %d is not in a tree of size %d".formatted(index, checkpoint.size()));
    } else {
      report.fails(
          "inclusion",
          "the path of %d hashes does not lead from entry %d, leaf hash %s, to the root %s of size %d"
              .formatted(
                  evidence.proof().inclusion().path().size(),
                  index,
                  leafHash.get(),
                  checkpoint.root(),
                  checkpoint.size()));
    }
  }

  /** What the log's service said beside the proof; nobody vouches for it. */
  private void service(Receipt receipt) {
    report.fact("grade", receipt.grade().wireName());
    report.fact("policyHash", receipt.policyHash().hex());
    policy
        .flatMap(Policy::hash)
        .filter(hash -> !hash.equals(receipt.policyHash()))
        .ifPresent(
            hash ->
                report.note(
                    "policy",
                    "yours decides, with the hash %s; the receipt names %s"
                        .formatted(hash, receipt.policyHash())));
  }
}
