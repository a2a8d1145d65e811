package dev.tallystick.audit.witness;

import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.party.NoteSignatures;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.MalformedPolicyException;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.PolicyWitness;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * By whose signatures a checkpoint of this log is accepted, in the form of c2sp.org/tlog-policy:
 * the log's own keys, and the witnesses and the quorum that the operator has named. Without any it
 * asks for no quorum, and says so.
 *
 * <p>Receipts carry the hash of its text, so that a verifier notices another policy than its own.
 */
public final class LogPolicy {
  private static final String NO_WITNESSES = "quorum none\n";

  private final NoteSignatures signatures = new NoteSignatures();
  private final String witnessLines;
  private volatile Written written;

  /** The policy as it is for now. */
  private record Written(String text, Policy rule) {}

  private LogPolicy(String witnessLines, Written written) {
    this.witnessLines = witnessLines;
    this.written = written;
  }

  /**
   * The policy of a log.
   *
   * @param witnesses a file with the {@code witness}, {@code group} and {@code quorum} lines, if
   *     there are witnesses
   * @throws IllegalStateException if the file cannot be used; the message says why
   */
  public static LogPolicy of(LogIdentity identity, Optional<Path> witnesses) {
    String lines = witnesses.map(LogPolicy::lines).orElse(NO_WITNESSES);
    return new LogPolicy(lines, written(List.of(identity.vkey()), lines));
  }

  /** The log has these keys now, of which any may sign. Another set of keys is another policy. */
  public void accept(List<String> vkeys) {
    written = written(vkeys, witnessLines);
  }

  private static Written written(List<String> vkeys, String lines) {
    StringBuilder text = new StringBuilder();
    vkeys.forEach(vkey -> text.append("log ").append(vkey).append('\n'));
    text.append(lines);
    try {
      return new Written(text.toString(), Policy.parse(utf8(text.toString())));
    } catch (MalformedPolicyException e) {
      throw new IllegalStateException("the log's policy: " + e.getMessage(), e);
    }
  }

  private static String lines(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(refused(file, "cannot be read"), e);
    }
    Policy own;
    try {
      own = Policy.parse(utf8(text));
    } catch (MalformedPolicyException e) {
      throw new IllegalStateException(refused(file, e.getMessage()), e);
    }
    if (!own.logs().isEmpty()) {
      throw new IllegalStateException(
          refused(file, "has a log line; this log's key is added by the service"));
    }
    for (PolicyWitness witness : own.witnesses()) {
      if (!witness.key().type().isVerifiable()) {
        throw new IllegalStateException(
            refused(file, witness.name() + " has a key whose cosignatures cannot be checked here"));
      }
      if (!isWebAddress(witness.url())) {
        throw new IllegalStateException(
            refused(file, witness.name() + " has no http or https address to send to"));
      }
    }
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static boolean isWebAddress(String url) {
    try {
      URI address = URI.create(url);
      return address.getHost() != null
          && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String refused(Path file, String why) {
    return "tallystick.audit.witness-file " + file + ": " + why;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The file, as served and as verifiers keep it. */
  public String text() {
    return written.text;
  }

  /** SHA-256 of the text. */
  public Hash hash() {
    return Hash.sha256(utf8(written.text));
  }

  /** Whom to offer checkpoints to; some may count for no quorum. */
  public List<PolicyWitness> witnesses() {
    return written.rule.witnesses();
  }

  /** Whether a checkpoint needs cosignatures to be accepted. */
  public boolean asksForWitnesses() {
    return !written.rule.isWithoutWitnesses();
  }

  /** The note as a witnessed checkpoint, if a quorum has cosigned it. */
  Optional<Witnessed> witnessed(SignedNote note) {
    try {
      Policy.Acceptance acceptance = written.rule.check(note, signatures);
      return acceptance.witnessedAt().isPresent()
          ? Optional.of(
              new Witnessed(acceptance.checkpoint(), note, acceptance.witnessedAt().getAsLong()))
          : Optional.empty();
    } catch (TlogException e) {
      return Optional.empty();
    }
  }
}
