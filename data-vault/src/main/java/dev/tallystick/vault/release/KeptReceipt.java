package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.PartHashes;
import dev.tallystick.events.PartName;
import dev.tallystick.events.receipt.InvalidReceiptException;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;

/**
 * A receipt beside the event that it is of: without the parts that it opens, since the event has
 * them.
 */
final class KeptReceipt {
  private KeptReceipt() {}

  /** What is kept of a receipt. */
  static byte[] of(Receipt receipt) {
    PartHashes hashes = receipt.opening().hashes();
    Opening closed =
        new Opening(
            receipt.opening().recordedMillis(),
            new OpenedPart.Withheld(hashes.of(PartName.STUB)),
            new OpenedPart.Withheld(hashes.of(PartName.BODY)),
            new OpenedPart.Withheld(hashes.of(PartName.INTERNAL)));
    return new Receipt(closed, receipt.proof(), receipt.grade(), receipt.policyHash()).toJson();
  }

  /**
   * The receipt as its recipient gets it: it opens what the recipient may see.
   *
   * @throws IllegalStateException if it is the receipt of another event
   */
  static Receipt open(byte[] kept, Event event) {
    try {
      Receipt receipt = Receipt.parse(kept);
      Opening opening =
          Opening.of(event, receipt.opening().recordedMillis(), ReleaseSteps.RECIPIENT_SEES);
      if (!opening.entry().equals(receipt.opening().entry())) {
        throw new IllegalStateException("the receipt of " + event.id() + " is of another event");
      }
      return new Receipt(opening, receipt.proof(), receipt.grade(), receipt.policyHash());
    } catch (InvalidReceiptException e) {
      throw new IllegalStateException("the receipt of " + event.id() + " is none", e);
    }
  }
}
