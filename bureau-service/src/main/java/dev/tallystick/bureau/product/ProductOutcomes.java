package dev.tallystick.bureau.product;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.producer.OutboxListener;
import jakarta.inject.Singleton;

/** Draws the conclusion from what became of an entry about a product, soon or after a crash. */
@Singleton
final class ProductOutcomes implements OutboxListener {
  private final ProductStore store;

  ProductOutcomes(ProductStore store) {
    this.store = store;
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    if (concerns(event)) {
      store.logged(bureau(event), event.id(), receipt.index());
    }
  }

  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    lapsed(event);
  }

  @Override
  public void lapsed(Event event) {
    if (concerns(event)) {
      store.drop(bureau(event), event.id());
    }
  }

  private static boolean concerns(Event event) {
    return event.type().shortName().startsWith("product.");
  }

  private static BureauId bureau(Event event) {
    return new BureauId(event.data().getString("party"));
  }
}
