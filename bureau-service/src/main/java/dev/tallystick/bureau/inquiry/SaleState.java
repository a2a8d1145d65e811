package dev.tallystick.bureau.inquiry;

import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ReleaseFee;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a sale has come: undecided, permitted, intended, logged, answered. When what the decision
 * rests on has moved meanwhile, a sale goes from undecided or intended to moved, and from there
 * back to undecided, once.
 */
sealed interface SaleState {
  /**
   * The decision that counts is to be asked for.
   *
   * @param quotedFee the fee that the decision must come to; none the second time, when it comes to
   *     the fee of the tariff as it is then
   */
  record Undecided(Optional<ReleaseFee> quotedFee) implements SaleState {
    boolean isLast() {
      return quotedFee.isEmpty();
    }
  }

  /** The decision permits it; nothing is durable yet. */
  record Permitted(Ruling.Permit permit, boolean isLast) implements SaleState {}

  /** The report is made and sealed, and the intent is durable: the log may be asked. */
  record Intended(Sale sale, boolean isLast) implements SaleState {}

  /** The log has the release. */
  record Logged(Sale sale, LoggedReceipt receipt) implements SaleState {}

  /** Its receipt is in the answer, which may leave. */
  record Answered(JsonObject answer, Instant loggedAt) implements SaleState {}

  /** It was refused for a reason that another decision may remove. Nothing durable is left. */
  record Moved(String code, boolean isLast) implements SaleState {}
}
