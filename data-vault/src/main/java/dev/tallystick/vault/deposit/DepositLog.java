package dev.tallystick.vault.deposit;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.PartName;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Logs deposits; a platform is shown what is said about its own. */
@Singleton
final class DepositLog {
  private static final Set<PartName> PLATFORM_SEES = Set.of(PartName.STUB, PartName.BODY);

  private final LogWriter log;
  private final DepositOutcomes outcomes;
  private final CommitChunk commit;

  DepositLog(LogWriter log, DepositOutcomes outcomes, CommitChunk commit) {
    this.log = log;
    this.outcomes = outcomes;
    this.commit = commit;
  }

  /** Stores the event in the caller's transaction: from its commit on it will be logged. */
  void store(Event event) {
    log.store(event);
  }

  /**
   * Logs a stored event, and draws the conclusion for its chunk.
   *
   * @return empty if the log refuses it, and the decision must be made anew
   * @throws VaultProblem if the log does not answer
   */
  Optional<Receipt> append(Event event) {
    try {
      LoggedReceipt receipt = log.append(event, outcomes);
      return Optional.of(log.receiptFor(event, receipt, PLATFORM_SEES));
    } catch (AppendRefusedException e) {
      if (!e.isVerdict()) {
        throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
      }
      return Optional.empty();
    } catch (LogUnavailableException e) {
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
  }

  /**
   * The receipt of an event that may be logged, and the conclusion for its chunk if it is.
   *
   * @throws VaultProblem if the log does not show it
   */
  Receipt find(EventId event) {
    try {
      Receipt receipt = log.receiptFor(event, PLATFORM_SEES);
      commit.commit(event);
      return receipt;
    } catch (LogUnavailableException e) {
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
  }
}
