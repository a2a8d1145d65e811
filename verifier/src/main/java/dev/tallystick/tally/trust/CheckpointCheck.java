package dev.tallystick.tally.trust;

import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.ReportTimes;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Cosignature;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.NoteSignature;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.UnverifiedNoteException;
import dev.tallystick.tlog.VerifierKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The checks that every command makes of a checkpoint: that it is one, who signed it, and whether
 * enough witnesses did.
 */
public final class CheckpointCheck {
  private final CheckReport report;
  private final SignedNote note;
  private final Witnessing witnessing;

  private CheckpointCheck(CheckReport report, SignedNote note, Witnessing witnessing) {
    this.report = report;
    this.note = note;
    this.witnessing = witnessing;
  }

  /**
   * Tells the report what a checkpoint claims and what its signatures are worth.
   *
   * @return the checkpoint, signed or not, if the text is one; the report knows whether it counts
   */
  public static Optional<Checked> run(
      CheckReport report, SignedNote note, Optional<Policy> policy) {
    return run(report, note, policy, Witnessing.REQUIRED);
  }

  /** As above, with a choice of what too few cosignatures mean. */
  public static Optional<Checked> run(
      CheckReport report, SignedNote note, Optional<Policy> policy, Witnessing witnessing) {
    CheckpointCheck check = new CheckpointCheck(report, note, witnessing);
    return check.claim().map(claim -> check.checked(claim, policy));
  }

  /** Whether a checkpoint without the cosignatures that the policy asks for is refused. */
  public enum Witnessing {
    /** It is. */
    REQUIRED,
    /** It is not; the report tells who has cosigned. */
    TOLD
  }

  /**
   * A checkpoint that has been looked at.
   *
   * @param checkpoint what it claims
   * @param signers the trusted keys of its log that have signed it; none if it does not count
   * @param witnessedAt the POSIX second since which the policy's quorum of witnesses is met, if it
   *     is
   */
  public record Checked(
      Checkpoint checkpoint, List<VerifierKey> signers, OptionalLong witnessedAt) {
    /** Copies the list. */
    public Checked {
      signers = List.copyOf(signers);
    }
  }

  private Optional<Checkpoint> claim() {
    try {
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      report.note(
          "checkpoint",
          "%s, size %d, root %s"
              .formatted(checkpoint.origin(), checkpoint.size(), checkpoint.root().hex()));
      Map<String, Object> fact = new LinkedHashMap<>();
      fact.put("origin", checkpoint.origin());
      fact.put("size", checkpoint.size());
      fact.put("root", checkpoint.root().hex());
      report.fact("checkpoint", fact);
      return Optional.of(checkpoint);
    } catch (MalformedCheckpointException e) {
      report.fails("checkpoint", e.getMessage());
      return Optional.empty();
    }
  }

  private Checked checked(Checkpoint claim, Optional<Policy> policy) {
    return acceptance(claim, policy)
        .map(accepted -> new Checked(claim, accepted.signers(), accepted.witnessedAt()))
        .orElseGet(() -> new Checked(claim, List.of(), OptionalLong.empty()));
  }

  private Optional<Policy.Acceptance> acceptance(Checkpoint claim, Optional<Policy> given) {
    if (given.isEmpty()) {
      report.cannotTell(
          "signature", "no key to check it with: give --vkey, --vkey-file or --policy");
      return Optional.empty();
    }
    Policy policy = given.get();
    Policy.Acceptance acceptance;
    try {
      acceptance = policy.check(note);
    } catch (UnverifiedNoteException | MalformedCheckpointException e) {
      report.fails("signature", e.getMessage() + keys(policy));
      return Optional.empty();
    }
    if (acceptance.signers().isEmpty()) {
      report.fails("signature", "none of a log named %s".formatted(claim.origin()) + keys(policy));
      return Optional.empty();
    }
    String signers =
        acceptance.signers().stream()
            .map(key -> name(key.name(), key.keyId()))
            .collect(Collectors.joining(", "));
    report.holds("signature", "by " + signers);
    report.fact("signedBy", acceptance.signers().stream().map(VerifierKey::toString).toList());
    witnesses(policy, acceptance);
    return Optional.of(acceptance);
  }

  private String keys(Policy policy) {
    return "; trusted: %s; signed by: %s"
        .formatted(
            names(policy.logs().stream().map(key -> name(key.name(), key.keyId())).toList()),
            names(note.signatures().stream().map(CheckpointCheck::name).toList()));
  }

  private static String names(List<String> names) {
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }

  private static String name(NoteSignature signature) {
    return name(signature.name(), signature.keyId());
  }

  private static String name(String name, int keyId) {
    return name + "+" + HexFormat.of().toHexDigits(keyId);
  }

  private void witnesses(Policy policy, Policy.Acceptance acceptance) {
    List<Map<String, Object>> facts = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (Cosignature cosignature : acceptance.cosignatures()) {
      String name = policy.witnessName(cosignature.key());
      String time = ReportTimes.utcSeconds(cosignature.time());
      seen.add(name + " at " + time);
      Map<String, Object> fact = new LinkedHashMap<>();
      fact.put("name", name);
      fact.put("key", cosignature.key().toString());
      fact.put("time", time);
      facts.add(fact);
    }
    report.fact("witnesses", facts);
    report.fact("quorum", policy.quorumName());
    String cosigned = "cosigned by " + names(seen);
    if (policy.isWithoutWitnesses()) {
      report.note("witnesses", "none asked for; " + cosigned);
      return;
    }
    String quorum = "quorum " + policy.quorumName();
    if (witnessing == Witnessing.TOLD) {
      boolean isMet = acceptance.quorum() == Policy.QuorumResult.MET;
      report.note("witnesses", quorum + (isMet ? " is met: " : " is not met: ") + cosigned);
      return;
    }
    switch (acceptance.quorum()) {
      case MET -> report.holds("witnesses", quorum + " is met: " + cosigned);
      case NOT_MET ->
          report.cannotTell("witnesses", "not witnessed yet: " + quorum + ", " + cosigned);
      case UNKNOWN ->
          report.cannotTell(
              "witnesses",
              quorum
                  + " depends on signatures of a type that cannot be verified here; "
                  + cosigned);
    }
  }
}
