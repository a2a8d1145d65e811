package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.log.LogFiles;
import dev.tallystick.tally.log.PublishedLog;
import dev.tallystick.tally.log.RetryPolicy;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.CheckVerdict;
import dev.tallystick.tally.trust.CheckpointCheck;
import dev.tallystick.tally.trust.CheckpointCheck.Checked;
import dev.tallystick.tally.trust.CheckpointCheck.Witnessing;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tally.trust.UnusableKeyException;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.KeySuccession;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import dev.tallystick.tlog.VerifierKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A log whose checkpoint has been read and, as far as there is a key, verified: where every command
 * about a whole log begins.
 *
 * @param files its files
 * @param note the checkpoint with its signatures
 * @param checked what it claims, and who has signed it
 */
record OpenedLog(LogFiles files, SignedNote note, Checked checked) {
  private static final int MAX_VKEY = 1 << 12;
  private static final int MAX_KEYS = 1 << 20;

  /** What the checkpoint claims. */
  Checkpoint checkpoint() {
    return checked.checkpoint();
  }

  /**
   * Opens a log and tells the report about its checkpoint.
   *
   * @param remembered where the log's key was kept at an earlier time, if there is such a place
   * @return the log, unless it cannot be read or its checkpoint is refused
   */
  static Optional<OpenedLog> open(
      CheckReport report,
      String target,
      KeyOptions keys,
      RetryPolicy patience,
      Optional<LogFiles> remembered) {
    return open(report, target, keys, patience, remembered, Witnessing.REQUIRED);
  }

  /** As above, with a choice of what too few cosignatures mean. */
  static Optional<OpenedLog> open(
      CheckReport report,
      String target,
      KeyOptions keys,
      RetryPolicy patience,
      Optional<LogFiles> remembered,
      Witnessing witnessing) {
    try {
      PublishedLog log = PublishedLog.open(target, patience);
      SignedNote note = SignedNote.parse(log.checkpoint());
      Optional<Policy> named = policy(report, keys, log.files(), remembered);
      Optional<Policy> policy =
          named.isPresent()
              ? Optional.of(followed(report, named.get(), note, log.files()))
              : Optional.empty();
      Optional<Checked> checked = CheckpointCheck.run(report, note, policy, witnessing);
      return report.verdict() == CheckVerdict.DOES_NOT_HOLD
          ? Optional.empty()
          : checked.map(claim -> new OpenedLog(log.files(), note, claim));
    } catch (MalformedNoteException e) {
      report.fails("checkpoint", "not a signed note: " + e.getMessage());
    } catch (UnusableKeyException e) {
      report.cannotTell("key", e.getMessage());
    } catch (IOException e) {
      report.cannotTell("checkpoint", String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private static Optional<Policy> policy(
      CheckReport report, KeyOptions keys, LogFiles log, Optional<LogFiles> remembered)
      throws IOException, UnusableKeyException {
    Optional<Policy> given = keys.policy();
    if (given.isPresent()) {
      report.fact("keySource", "option");
      return given;
    }
    if (remembered.isPresent()) {
      Optional<String> kept = vkey(remembered.get());
      if (kept.isPresent()) {
        report.fact("keySource", "folder");
        report.note("key", "the one that the folder has kept from an earlier run: " + kept.get());
        return Optional.of(
            KeyOptions.ofKey(kept.get(), remembered.get().locate(PublishedLog.VKEY)));
      }
    }
    Optional<String> own = vkey(log);
    if (own.isEmpty()) {
      report.fact("keySource", "none");
      return Optional.empty();
    }
    Policy policy = KeyOptions.ofKey(own.get(), log.locate(PublishedLog.VKEY));
    report.fact("keySource", "log");
    report.note(
        "key",
        "taken from the log itself (trust on first use), so it shows nothing about whose log this"
            + " is; keep it and give it next time: --vkey "
            + own.get());
    return Optional.of(policy);
  }

  /**
   * The same, with the keys that follow the one that is trusted, because it has signed for them. A
   * policy file says itself which keys count.
   */
  private static Policy followed(CheckReport report, Policy policy, SignedNote note, LogFiles log)
      throws IOException {
    if (policy.hash().isPresent() || isSignedBy(policy.logs().get(0), note)) {
      return policy;
    }
    Optional<byte[]> file = log.find(PublishedLog.KEYS, MAX_KEYS);
    if (file.isEmpty()) {
      return policy;
    }
    try {
      VerifierKey trusted = policy.logs().get(0);
      List<VerifierKey> keys =
          KeySuccession.follow(trusted, KeySuccession.parseLines(new String(file.get(), UTF_8)));
      if (keys.size() == 1) {
        return policy;
      }
      report.note(
          "key", "followed by " + keys.get(keys.size() - 1) + ", as signed by the key before it");
      return Policy.ofLogs(keys);
    } catch (TlogException e) {
      report.note("key", log.locate(PublishedLog.KEYS) + " is not followed: " + e.getMessage());
      return policy;
    }
  }

  private static boolean isSignedBy(VerifierKey key, SignedNote note) {
    return note.signatures().stream()
        .anyMatch(line -> line.keyId() == key.keyId() && line.name().equals(key.name()));
  }

  private static Optional<String> vkey(LogFiles files) throws IOException {
    return files.find(PublishedLog.VKEY, MAX_VKEY).map(file -> new String(file, UTF_8).strip());
  }
}
