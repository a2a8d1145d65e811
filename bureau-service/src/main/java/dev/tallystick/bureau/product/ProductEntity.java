package dev.tallystick.bureau.product;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code product}: one version. What has no log index is not for sale. */
@Entity
@Table(name = "product")
@IdClass(ProductEntity.Key.class)
class ProductEntity {
  /** A version of a bureau's product. */
  record Key(String bureauId, String productId, long version) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "product_id")
  String productId;

  @Id
  @Column(name = "version")
  long version;

  /** The {@code data} of its entry. */
  @Column(name = "definition")
  String definition;

  @Column(name = "event_id")
  UUID eventId;

  @Column(name = "log_index")
  @Nullable Long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ProductEntity() {}

  ProductEntity(ReportProduct product, UUID eventId) {
    this.bureauId = product.bureau().value();
    this.productId = product.id().value();
    this.version = product.version();
    this.definition = ProductData.text(product);
    this.eventId = eventId;
  }
}
