package dev.tallystick.tally.trust;

import dev.tallystick.tally.report.Report;
import dev.tallystick.tally.report.Times;
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
import java.util.stream.Collectors;

/**
 * The checks that every command makes of a checkpoint: that it is one, who signed it, and whether
 * enough witnesses did.
 */
public final class CheckpointCheck {
  private final Report report;
  private final SignedNote note;

  private CheckpointCheck(Report report, SignedNote note) {
    this.report = report;
    this.note = note;
  }

  /**
   * Tells the report what a checkpoint claims and what its signatures are worth.
   *
   * @return the checkpoint, signed or not, if the text is one; the report knows whether it counts
   */
  public static Optional<Checked> run(Report report, SignedNote note, Optional<Policy> policy) {
    CheckpointCheck check = new CheckpointCheck(report, note);
    return check.claim().map(claim -> new Checked(claim, check.signatures(claim, policy)));
  }

  /**
   * A checkpoint that has been looked at.
   *
   * @param checkpoint what it claims
   * @param signers the trusted keys of its log that have signed it; none if it does not count
   */
  public record Checked(Checkpoint checkpoint, List<VerifierKey> signers) {
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

  private List<VerifierKey> signatures(Checkpoint claim, Optional<Policy> given) {
    if (given.isEmpty()) {
      report.cannotTell(
          "signature", "no key to check it with: give --vkey, --vkey-file or --policy");
      return List.of();
    }
    Policy policy = given.get();
    Policy.Acceptance acceptance;
    try {
      acceptance = policy.check(note);
    } catch (UnverifiedNoteException | MalformedCheckpointException e) {
      report.fails("signature", e.getMessage() + keys(policy));
      return List.of();
    }
    if (acceptance.signers().isEmpty()) {
      report.fails("signature", "none of a log named %s".formatted(claim.origin()) + keys(policy));
      return List.of();
    }
    String signers =
        acceptance.signers().stream()
            .map(key -> name(key.name(), key.keyId()))
            .collect(Collectors.joining(", "));
    report.holds("signature", "by " + signers);
    report.fact("signedBy", acceptance.signers().stream().map(VerifierKey::toString).toList());
    witnesses(policy, acceptance);
    return acceptance.signers();
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
      String time = Times.utcSeconds(cosignature.time());
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
    switch (acceptance.quorum()) {
      case MET -> report.holds("witnesses", quorum + " is met: " + cosigned);
      case NOT_MET -> report.fails("witnesses", quorum + " is not met: " + cosigned);
      case UNKNOWN ->
          report.cannotTell(
              "witnesses",
              quorum
                  + " depends on signatures of a type that cannot be verified here; "
                  + cosigned);
    }
  }
}
