package dev.tallystick.bureau.product;

import dev.tallystick.bureau.entry.Entries;
import dev.tallystick.bureau.product.ProductStore.Offer;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.idempotency.RequestDraws;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Registering and retiring products. A version exists for others once the log has it. */
@Singleton
public final class Products {
  private final ProductChecks checks;
  private final ProductStore store;
  private final ProductOutcomes outcomes;
  private final Entries entries;
  private final EventFactory events;

  Products(
      ProductChecks checks,
      ProductStore store,
      ProductOutcomes outcomes,
      Entries entries,
      EventFactory events) {
    this.checks = checks;
    this.store = store;
    this.outcomes = outcomes;
    this.entries = entries;
    this.events = events;
  }

  /**
   * Registers a product, or the next version of one.
   *
   * @param existing the product that this is a version of
   * @throws ProductProblem if it breaks a rule; a rule of the pack is recorded
   */
  Offer register(BureauId bureau, Optional<ProductId> existing, ProductDraft draft) {
    ProductTerms terms;
    try {
      terms = checks.check(draft);
    } catch (ProductProblem refusal) {
      throw entries.denied("PRODUCT", bureau, refusal);
    }
    existing.ifPresent(id -> requireSold(bureau, id));
    ProductId id = existing.orElseGet(this::draw);
    EventId eventId = events.drawId();
    Product product =
        store.add(bureau, id, eventId, version -> new Product(bureau, id, version, terms));
    LoggedReceipt receipt =
        entries.append(
            entries.make(eventId, "product.registered", ProductData.of(product)), outcomes);
    return new Offer(product, false, eventId.toString(), receipt.index());
  }

  /**
   * The same for a request that is tried again: it makes another version, and no second product.
   */
  private ProductId draw() {
    return ProductId.of(
        RequestDraws.nextOfRequest("prd")
            .map(draw -> EventId.draw(draw.millis(), draw.random()))
            .orElseGet(events::drawId)
            .value());
  }

  /** Takes a product off the market. Retiring it twice makes two entries and changes nothing. */
  LoggedReceipt retire(BureauId bureau, ProductId id, Optional<String> reason) {
    requireSold(bureau, id);
    JsonObject data =
        JsonObject.builder()
            .put("product", id.value())
            .put("party", bureau.value())
            .putIfPresent("reason", reason)
            .build();
    Event event = entries.make(events.drawId(), "product.retired", data);
    store.addRetirement(bureau, id, event.id());
    return entries.append(event, outcomes);
  }

  /**
   * The product as it is sold now.
   *
   * @throws ProductProblem if there is none, or it is retired
   */
  public Product requireSold(BureauId bureau, ProductId id) {
    Offer offer = store.find(bureau, id).orElseThrow(ProductProblem.Unknown::new);
    if (offer.retired()) {
      throw new ProductProblem.Retired();
    }
    return offer.product();
  }

  /** What a bureau sells or has sold, by id. */
  List<Offer> all(BureauId bureau) {
    return store.all(bureau);
  }
}
