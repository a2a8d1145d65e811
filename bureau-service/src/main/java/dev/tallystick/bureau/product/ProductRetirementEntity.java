package dev.tallystick.bureau.product;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code product_retirement}. What has no log index retires nothing. */
@Entity
@Table(name = "product_retirement")
@IdClass(ProductRetirementEntity.Key.class)
class ProductRetirementEntity {
  /** A bureau's entry that retires a product. */
  record Key(String bureauId, UUID eventId) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "event_id")
  UUID eventId;

  @Column(name = "product_id")
  String productId;

  @Column(name = "log_index")
  @Nullable Long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ProductRetirementEntity() {}

  ProductRetirementEntity(String bureauId, UUID eventId, String productId) {
    this.bureauId = bureauId;
    this.eventId = eventId;
    this.productId = productId;
  }
}
