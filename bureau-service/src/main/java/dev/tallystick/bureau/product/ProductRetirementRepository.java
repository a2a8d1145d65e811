package dev.tallystick.bureau.product;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Retirements of products. */
@Singleton
class ProductRetirementRepository
    implements PanacheRepositoryBase<ProductRetirementEntity, ProductRetirementEntity.Key> {}
