package dev.tallystick.audit.keychange;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.key.LogKeyStore;
import dev.tallystick.audit.key.LogSigners;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.events.type.EventData;
import dev.tallystick.events.type.LogKeyAdded;
import dev.tallystick.events.type.LogKeyRetired;
import dev.tallystick.tlog.KeySuccession;
import dev.tallystick.tlog.MalformedNoteKeyException;
import dev.tallystick.tlog.VerifierKey;
import jakarta.inject.Singleton;

/**
 * Adds a key to the log and retires one. The entry decides: the new key signs every checkpoint that
 * includes its entry, the retired one none that includes its own. Between the two both sign, which
 * is the time for verifiers and witnesses to take up the new one (docs/operations/log-keys.md).
 *
 * <p>A crash before the entry leaves a key in the Kms that signs nothing.
 */
@Singleton
public final class ChangeLogKeys {
  private final LogIdentity identity;
  private final LogKeyStore keys;
  private final LogSigners signers;
  private final OwnEvents log;

  ChangeLogKeys(LogIdentity identity, LogKeyStore keys, LogSigners signers, OwnEvents log) {
    this.identity = identity;
    this.keys = keys;
    this.signers = signers;
    this.log = log;
  }

  /** What was logged about which key. */
  public record Changed(String vkey, long index) {}

  /**
   * Makes one more key and adds it.
   *
   * @param account who asks for it
   */
  public synchronized Changed add(String account) {
    String previous = signers.newest();
    VerifierKey added = keys.draw(identity.origin());
    KeySuccession succession =
        KeySuccession.sign(
            key(previous), keys.signer(previous), added, keys.signer(added.toString()));
    return append(
        account,
        added.toString(),
        new LogKeyAdded(added.toString(), previous, succession.note().toString()));
  }

  /**
   * Retires a key.
   *
   * @param account who asks for it
   * @throws AuditProblem if it does not sign, or nothing else does
   */
  public synchronized Changed retire(String vkey, LogKeyRetired.Reason reason, String account) {
    if (!signers.open().contains(vkey)) {
      throw AuditProblem.ofField(
          AuditProblemCode.LOG_KEY_UNKNOWN, "vkey", "one of the keys that sign");
    }
    if (signers.open().size() == 1) {
      throw AuditProblem.of(AuditProblemCode.LOG_KEY_LAST);
    }
    return append(account, vkey, new LogKeyRetired(vkey, reason));
  }

  private Changed append(String account, String vkey, EventData data) {
    AppendOutcome outcome = log.appendFor(account, log.drawId(), data);
    if (outcome instanceof AppendOutcome.Logged logged) {
      signers.readTo(logged.index() + 1);
      return new Changed(vkey, logged.index());
    }
    throw new AssertionError(outcome);
  }

  private static VerifierKey key(String vkey) {
    try {
      return VerifierKey.parse(vkey);
    } catch (MalformedNoteKeyException e) {
      throw new IllegalStateException("the log's own key cannot be read", e);
    }
  }
}
