package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** How far one answer to a standing inquiry has come. */
public sealed interface StandingSale {
  /**
   * The log has it, and it may leave.
   *
   * @param attempt the run of the inquiry that it came from
   * @param answer with the report, sealed to the lender, and the receipt
   */
  record Given(BureauId bureau, UUID attempt, Instant loggedAt, JsonObject answer)
      implements StandingSale {
    /** Shows no content. */
    @Override
    public String toString() {
      return "Given[" + attempt + "]";
    }
  }

  /** A process works on it, or its outcome is not known yet. */
  record InTheMaking() implements StandingSale {}

  /** There is nothing to be had: it was refused, or is no longer kept. */
  record Gone() implements StandingSale {}
}
