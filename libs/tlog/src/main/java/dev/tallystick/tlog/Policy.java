package dev.tallystick.tlog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The rule by which a checkpoint is accepted: signed by one of these logs, and cosigned by a quorum
 * of these witnesses (c2sp.org/tlog-policy). Immutable.
 */
public final class Policy {
  /** The longest policy file that is read, in bytes. */
  public static final int MAX_SIZE = 1 << 20;

  private final List<VerifierKey> logs;
  private final List<PolicyWitness> witnesses;
  private final String quorumName;
  private final Quorum quorum;
  private final Optional<Hash> hash;

  Policy(
      List<VerifierKey> logs,
      List<PolicyWitness> witnesses,
      String quorumName,
      Quorum quorum,
      Optional<Hash> hash) {
    this.logs = List.copyOf(logs);
    this.witnesses = List.copyOf(witnesses);
    this.quorumName = quorumName;
    this.quorum = quorum;
    this.hash = hash;
  }

  /** Returns the policy that trusts this log and asks for no witness. */
  public static Policy ofLog(VerifierKey key) {
    return ofLogs(List.of(key));
  }

  /** Returns the policy that trusts any of these keys and asks for no witness. */
  public static Policy ofLogs(List<VerifierKey> keys) {
    return new Policy(keys, List.of(), PolicyFile.NONE, new Quorum.None(), Optional.empty());
  }

  /**
   * Reads a policy file.
   *
   * @throws MalformedPolicyException if it is not one
   */
  public static Policy parse(byte[] file) throws MalformedPolicyException {
    return PolicyFile.parse(file);
  }

  /** The SHA-256 of the file, if the policy comes from one; receipts name theirs by it. */
  public Optional<Hash> hash() {
    return hash;
  }

  /** The keys of the logs. */
  public List<VerifierKey> logs() {
    return logs;
  }

  /** The witnesses, asked for or not, in the order of the file. */
  public List<PolicyWitness> witnesses() {
    return witnesses;
  }

  /**
   * Checks the signatures on a checkpoint. Whether a log has signed and the quorum is met is told
   * in the answer.
   *
   * @throws UnverifiedNoteException if no key of the policy has signed, or a signature of one fails
   * @throws MalformedCheckpointException if the text is not a checkpoint
   */
  public Acceptance check(SignedNote note)
      throws UnverifiedNoteException, MalformedCheckpointException {
    return check(note, Ed25519Verification.jdk());
  }

  /** As {@link #check(SignedNote)}, with the Ed25519 given. */
  public Acceptance check(SignedNote note, Ed25519Verification verification)
      throws UnverifiedNoteException, MalformedCheckpointException {
    SignedNote.Verified verified =
        note.verify(
            Stream.concat(logs.stream(), witnesses.stream().map(PolicyWitness::key))
                .map(key -> NoteVerifier.of(key, verification))
                .toArray(NoteVerifier[]::new));
    Checkpoint checkpoint = Checkpoint.parse(verified.text());
    List<VerifierKey> signers =
        verified.keys().stream()
            .filter(key -> logs.contains(key) && key.name().equals(checkpoint.origin()))
            .toList();
    return new Acceptance(
        checkpoint,
        signers,
        verified.cosignatures(),
        quorumResult(note, verified),
        witnessedAt(verified.cosignatures()));
  }

  /** Returns the latest time since which the quorum is met, if it is and asks for anybody. */
  private OptionalLong witnessedAt(List<Cosignature> cosignatures) {
    if (isWithoutWitnesses()) {
      return OptionalLong.empty();
    }
    return cosignatures.stream()
        .mapToLong(Cosignature::time)
        .filter(time -> quorum.isMetBy(w -> hasCosignedSince(time, w.key(), cosignatures)))
        .max();
  }

  private static boolean hasCosignedSince(
      long time, VerifierKey key, List<Cosignature> cosignatures) {
    return cosignatures.stream().anyMatch(c -> c.key().equals(key) && c.time() >= time);
  }

  private QuorumResult quorumResult(SignedNote note, SignedNote.Verified verified) {
    List<VerifierKey> cosigned = verified.cosignatures().stream().map(Cosignature::key).toList();
    // A signature line of a key that cannot be verified here may be genuine or not.
    if (quorum.isMetBy(witness -> cosigned.contains(witness.key()))) {
      return QuorumResult.MET;
    }
    return quorum.isMetBy(w -> cosigned.contains(w.key()) || isUnverifiable(note, w.key()))
        ? QuorumResult.UNKNOWN
        : QuorumResult.NOT_MET;
  }

  private static boolean isUnverifiable(SignedNote note, VerifierKey key) {
    return !key.type().isVerifiable()
        && note.signatures().stream().anyMatch(signature -> isOf(key, signature));
  }

  private static boolean isOf(VerifierKey key, NoteSignature signature) {
    return key.keyId() == signature.keyId() && key.name().equals(signature.name());
  }

  /** Whether the policy asks for no witness at all. */
  public boolean isWithoutWitnesses() {
    return quorum instanceof Quorum.None;
  }

  /** What the policy calls the witnesses that it asks for. */
  public String quorumName() {
    return quorumName;
  }

  /** Returns what the policy calls the witness with this key. */
  public String witnessName(VerifierKey key) {
    return witnesses.stream()
        .filter(witness -> witness.key().equals(key))
        .map(PolicyWitness::name)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a witness of this policy"));
  }

  /** Whether the witnesses that a policy asks for have cosigned. */
  public enum QuorumResult {
    /** Enough of them have. */
    MET,
    /** Too few of them have. */
    NOT_MET,
    /** It depends on signatures of a type that cannot be verified here. */
    UNKNOWN
  }

  /**
   * What the signatures on a checkpoint amount to.
   *
   * @param checkpoint the claim
   * @param signers the keys of logs that signed it as their own: their name is its origin; without
   *     any, the checkpoint is nobody's
   * @param cosignatures the statements of the policy's witnesses
   * @param quorum whether these are enough
   * @param witnessedAt if they are, the latest POSIX second since which: each of a quorum's
   *     cosignatures is of that time or later
   */
  public record Acceptance(
      Checkpoint checkpoint,
      List<VerifierKey> signers,
      List<Cosignature> cosignatures,
      QuorumResult quorum,
      OptionalLong witnessedAt) {
    /** Copies the lists. */
    public Acceptance {
      signers = List.copyOf(signers);
      cosignatures = List.copyOf(cosignatures);
    }
  }
}
