package dev.tallystick.events.append;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.PartName;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.TlogProof;
import java.util.Set;

/**
 * What the appender of an event gets when it is durably logged. It exists only after the entry, the
 * proof, the signature and the origin have been checked.
 *
 * @param recordedMillis when the log took the event in: the time authority
 * @param entry what the log holds of the event
 * @param proof the inclusion proof with the signed checkpoint
 * @param checkpoint the verified content of that checkpoint
 */
public record LoggedReceipt(
    EventId eventId, long recordedMillis, Hash entry, TlogProof proof, Checkpoint checkpoint) {

  /** The entry's place in the log. */
  public long index() {
    return proof.inclusion().index();
  }

  /**
   * The receipt to hand to somebody who may see these parts.
   *
   * @param event the event that was appended
   * @throws IllegalArgumentException if it is another event
   */
  public Receipt toReceipt(Event event, Set<PartName> shown, Hash policyHash) {
    Opening opening = Opening.of(event, recordedMillis, shown);
    if (!opening.entry().equals(entry)) {
      throw new IllegalArgumentException("this is the receipt of another event");
    }
    return new Receipt(opening, proof, ReceiptGrade.DURABLE, policyHash);
  }
}
