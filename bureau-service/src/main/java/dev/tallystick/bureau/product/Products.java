package dev.tallystick.bureau.product;

import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.product.ProductRepository.Offer;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.ProductRetired;
import dev.tallystick.idempotency.RequestDraws;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Registering and retiring products. A version exists for others once the log has it. */
@Singleton
public final class Products {
  private final ProductRegistrationChecks checks;
  private final ProductCatalog catalog;
  private final BureauLogClient log;
  private final EventFactory events;

  Products(
      ProductRegistrationChecks checks,
      ProductCatalog catalog,
      BureauLogClient log,
      EventFactory events) {
    this.checks = checks;
    this.catalog = catalog;
    this.log = log;
    this.events = events;
  }

  /**
   * Registers a product, or the next version of one.
   *
   * @param existing the product that this is a version of
   * @throws BureauProblem if it breaks a rule; a rule of the pack is recorded
   */
  Offer register(BureauId bureau, Optional<ProductId> existing, ProductDraft draft) {
    ProductTerms terms;
    try {
      terms = checks.check(bureau, draft);
    } catch (BureauProblem refusal) {
      throw log.denied(DataDenied.Step.PRODUCT, bureau, refusal);
    }
    existing.ifPresent(id -> requireSold(bureau, id));
    ProductId id = existing.orElseGet(this::draw);
    EventId eventId = events.drawId();
    ReportProduct product =
        catalog.add(bureau, id, eventId, version -> new ReportProduct(bureau, id, version, terms));
    LoggedReceipt receipt = log.publish(log.make(eventId, ProductData.of(product)));
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
    ProductRetired data =
        new ProductRetired(
            new dev.tallystick.events.type.ProductId(id.value()), bureau.value(), reason);
    Event event = log.make(events.drawId(), data);
    catalog.addRetirement(bureau, id, event.id());
    return log.publish(event);
  }

  /**
   * The product as it is sold now.
   *
   * @throws BureauProblem if there is none, or it is retired
   */
  public ReportProduct requireSold(BureauId bureau, ProductId id) {
    return find(bureau, id).requireSold();
  }

  /** What there is under an id, in the caller's transaction if there is one. */
  public FoundProduct find(BureauId bureau, ProductId id) {
    Optional<Offer> offer = catalog.find(bureau, id);
    return new FoundProduct(
        offer.map(Offer::product), offer.filter(one -> one.retired()).isPresent());
  }

  /** The categories that a bureau asks platforms for, for anything that it sells now. */
  public SortedSet<String> categoriesAskedFor(BureauId bureau) {
    SortedSet<String> categories = new TreeSet<>();
    for (Offer offer : catalog.all(bureau)) {
      if (!offer.retired()) {
        categories.addAll(offer.product().terms().scope().inputs());
      }
    }
    return categories;
  }

  /** What a bureau sells or has sold, by id. */
  List<Offer> all(BureauId bureau) {
    return catalog.all(bureau);
  }
}
