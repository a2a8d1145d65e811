package dev.tallystick.bureau.product;

import dev.tallystick.bureau.entry.Publication;
import dev.tallystick.bureau.product.ProductRepository.Offer;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ProductRegistered;
import dev.tallystick.events.type.ProductRetired;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** What a bureau sells: products and their retirements, each in force once the log has it. */
@Singleton
class ProductCatalog implements Publication {
  private final BureauRepository bureaus;
  private final ProductRepository products;
  private final ProductRetirementRepository retirements;

  ProductCatalog(
      BureauRepository bureaus,
      ProductRepository products,
      ProductRetirementRepository retirements) {
    this.bureaus = bureaus;
    this.products = products;
    this.retirements = retirements;
  }

  /** Stores the next version of a product before the log has seen it. */
  @Transactional
  @AsBureau
  ReportProduct add(
      BureauId bureau, ProductId id, EventId event, LongFunction<ReportProduct> version) {
    bureaus.lockNumbering(bureau, "product");
    ReportProduct product = version.apply(products.nextVersion(id));
    products.persist(new ProductEntity(product, event.value()));
    return product;
  }

  @Transactional
  @AsBureau
  void addRetirement(BureauId bureau, ProductId id, EventId event) {
    retirements.persist(new ProductRetirementEntity(bureau.value(), event.value(), id.value()));
  }

  @Transactional
  @AsBureau
  Optional<Offer> find(BureauId bureau, ProductId id) {
    return products.offer(id);
  }

  @Transactional
  @AsBureau
  List<Offer> all(BureauId bureau) {
    return products.offers();
  }

  @Override
  public boolean concerns(String type) {
    return type.equals(ProductRegistered.SHORT_NAME) || type.equals(ProductRetired.SHORT_NAME);
  }

  @Override
  @Transactional
  @AsBureau
  public void logged(BureauId bureau, EventId event, long index) {
    products.update("logIndex = ?1 where eventId = ?2", index, event.value());
    retirements.update("logIndex = ?1 where eventId = ?2", index, event.value());
  }

  @Override
  @Transactional
  @AsBureau
  public void drop(BureauId bureau, EventId event) {
    products.delete("eventId = ?1 and logIndex is null", event.value());
    retirements.delete("eventId = ?1 and logIndex is null", event.value());
  }
}
