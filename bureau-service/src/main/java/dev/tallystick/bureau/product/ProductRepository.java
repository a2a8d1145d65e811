package dev.tallystick.bureau.product;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;

/** Versions of products. */
@Singleton
class ProductRepository implements PanacheRepositoryBase<ProductEntity, ProductEntity.Key> {
  private static final String FOR_SALE =
      """
      select p, case when exists (select 1 from ProductRetirementEntity r
        where r.productId = p.productId and r.logIndex is not null) then true else false end
      from ProductEntity p
      where p.logIndex is not null and (:all = true or p.productId = :id) and not exists (
        select 1 from ProductEntity q where q.productId = p.productId and q.version > p.version
          and q.logIndex is not null)
      order by p.productId
      """;

  /** A product as it is sold now, or no longer. */
  record Offer(ReportProduct product, boolean retired, String eventId, long index) {}

  long nextVersion(ProductId id) {
    return find("productId = ?1 order by version desc", id.value())
            .firstResultOptional()
            .map(last -> last.version)
            .orElse(0L)
        + 1;
  }

  /** The newest version of a product, or of each, that the log has. */
  List<Offer> offers(Optional<ProductId> id) {
    TypedQuery<Object[]> query =
        getEntityManager()
            .createQuery(FOR_SALE, Object[].class)
            .setParameter("all", id.isEmpty())
            .setParameter("id", id.map(ProductId::value).orElse(""));
    return query.getResultList().stream()
        .map(row -> offer((ProductEntity) row[0], (boolean) row[1]))
        .toList();
  }

  private static Offer offer(ProductEntity product, boolean retired) {
    Long index = product.logIndex;
    if (index == null) {
      throw new AssertionError("the query asks for logged products");
    }
    return new Offer(
        ProductData.parse(product.definition), retired, product.eventId.toString(), index);
  }
}
