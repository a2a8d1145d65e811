package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.entry.Entries;
import dev.tallystick.bureau.product.Products;
import dev.tallystick.bureau.tariff.TariffStore.Published;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.util.List;

/** Publishing prices. They are a bureau's word once the log has them. */
@Singleton
final class Tariffs {
  private final TariffChecks checks;
  private final TariffStore store;
  private final TariffOutcomes outcomes;
  private final Products products;
  private final Entries entries;
  private final EventFactory events;

  Tariffs(
      TariffChecks checks,
      TariffStore store,
      TariffOutcomes outcomes,
      Products products,
      Entries entries,
      EventFactory events) {
    this.checks = checks;
    this.store = store;
    this.outcomes = outcomes;
    this.products = products;
    this.entries = entries;
    this.events = events;
  }

  /**
   * Publishes all prices of a bureau anew. Refuses lines that break a rule, and records that if it
   * is a rule of the pack; and lines that sell what the bureau does not have.
   */
  Published publish(BureauId bureau, TariffTerms terms) {
    try {
      checks.check(terms.lines());
    } catch (TariffProblem refusal) {
      throw entries.denied("TARIFF", bureau, refusal);
    }
    for (TariffLine line : terms.lines()) {
      line.product().ifPresent(product -> products.requireSold(bureau, product));
    }
    EventId event = events.drawId();
    Tariff tariff =
        store.add(
            bureau,
            event,
            (id, version) -> new Tariff(id.orElseGet(this::draw), version, bureau, terms));
    LoggedReceipt receipt =
        entries.append(entries.make(event, "tariff.published", TariffData.of(tariff)), outcomes);
    return new Published(tariff, event.toString(), receipt.index());
  }

  private TariffId draw() {
    return TariffId.of(events.drawId().value());
  }

  /** What the bureau has published, the newest first; refuses if that is nothing. */
  List<Published> get(BureauId bureau) {
    List<Published> published = store.all(bureau);
    if (published.isEmpty()) {
      throw new TariffProblem.Unknown();
    }
    return published;
  }
}
