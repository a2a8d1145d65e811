package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.document.SaleReceipt;
import dev.tallystick.events.EventId;
import dev.tallystick.events.PartName;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import java.util.Set;

/** Puts the log's receipt into answers. A lender sees the event without its internal part. */
@Singleton
final class AttachReceipt {
  private static final Set<PartName> SHOWN = Set.of(PartName.STUB, PartName.BODY);

  private final LogWriter log;

  AttachReceipt(LogWriter log) {
    this.log = log;
  }

  /** The answer to a sale that was logged just now. */
  JsonObject complete(Sale sale, LoggedReceipt receipt) throws LogUnavailableException {
    return complete(sale.answerWithReport(), log.receiptFor(sale.event(), receipt, SHOWN));
  }

  /** The answer to a sale whose process did not see it logged. */
  JsonObject complete(JsonObject answer, EventId event) throws LogUnavailableException {
    return complete(answer, log.receiptFor(event, SHOWN));
  }

  private static JsonObject complete(JsonObject answer, Receipt receipt) {
    try {
      return answer.with(
          new SaleReceipt(
                  receipt.index(), (JsonObject) CanonicalJson.parseMessage(receipt.toJson()))
              .toJson());
    } catch (MalformedJsonException e) {
      throw new AssertionError("a receipt is JSON", e);
    }
  }
}
