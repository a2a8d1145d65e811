package dev.tallystick.gateway.list;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Up to where the own list was proved; in the caller's transaction. */
@Singleton
class ListStateRepository implements PanacheRepositoryBase<ListStateEntity, Integer> {}
