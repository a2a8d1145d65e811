package dev.tallystick.bureau.product;

import dev.tallystick.producer.direct.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Versions of products. */
@Singleton
class ProductRepository implements PanacheRepositoryBase<ProductEntity, ProductEntity.Key> {
  private static final String FOR_SALE =
      """
      select p, case when exists (select 1 from ProductRetirementEntity r
        where r.productId = p.productId and r.logIndex is not null) then true else false end
      from ProductEntity p
      where p.logIndex is not null and not exists (
        select 1 from ProductEntity q where q.productId = p.productId and q.version > p.version
          and q.logIndex is not null)
      order by p.productId
      """;

  private static final String NEWEST =
      """
      select p.definition, p.event_id, p.log_index, exists (
        select 1 from product_retirement r where r.product_id = p.product_id and r.log_index is not null) as retired
      from product p where p.product_id = ? and p.log_index is not null
      order by p.version desc limit 1
      """;

  private final DirectStatements statements;

  ProductRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** A product as it is sold now, or no longer. */
  record Offer(ReportProduct product, boolean retired, String eventId, long index) {}

  long nextVersion(ProductId id) {
    return find("productId = ?1 order by version desc", id.value())
            .firstResultOptional()
            .map(last -> last.version)
            .orElse(0L)
        + 1;
  }

  /** The newest version of a product that the log has. */
  Optional<Offer> offer(ProductId id) {
    return statements.first(
        NEWEST,
        row ->
            new Offer(
                ProductData.parse(row.getString("definition")),
                row.getBoolean("retired"),
                row.getObject("event_id", UUID.class).toString(),
                row.getLong("log_index")),
        id.value());
  }

  /** The newest version of each product that the log has. */
  List<Offer> offers() {
    return getEntityManager().createQuery(FOR_SALE, Object[].class).getResultList().stream()
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
