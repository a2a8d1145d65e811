package dev.tallystick.producer;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.PartName;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LogUnavailableException.Reason;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.receipt.InvalidReceiptException;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteVerifier;
import java.util.Set;

/** Makes other forms of a receipt; the entry that it proves stays the same. */
final class Receipts {
  private Receipts() {}

  /** The receipt with these parts only; what it withholds already stays withheld. */
  static Receipt showing(Receipt receipt, Set<PartName> parts) {
    Opening opening = receipt.opening();
    return new Receipt(
        new Opening(
            opening.recordedMillis(),
            part(opening, PartName.STUB, parts),
            part(opening, PartName.BODY, parts),
            part(opening, PartName.INTERNAL, parts)),
        receipt.proof(),
        receipt.grade(),
        receipt.policyHash());
  }

  private static OpenedPart part(Opening opening, PartName name, Set<PartName> parts) {
    OpenedPart part = opening.part(name);
    return parts.contains(name) ? part : new OpenedPart.Withheld(part.hash(name));
  }

  /**
   * What the appender of the event would have got.
   *
   * @throws LogUnavailableException if the receipt proves another event, or nothing
   */
  static LoggedReceipt logged(Event event, Receipt receipt, NoteVerifier log)
      throws LogUnavailableException {
    long recorded = receipt.opening().recordedMillis();
    Hash entry = EntryHash.entry(recorded, event.hashes());
    if (!receipt.opening().entry().equals(entry)) {
      throw new LogUnavailableException(
          Reason.ANSWER_INVALID, true, "the receipt is of another event", null);
    }
    try {
      return new LoggedReceipt(
          event.id(), recorded, entry, receipt.proof(), receipt.verify(log).checkpoint());
    } catch (InvalidReceiptException e) {
      throw new LogUnavailableException(
          Reason.ANSWER_INVALID, true, "the receipt does not hold", e);
    }
  }
}
