package dev.tallystick.gateway.ledger;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Invoices of the proved list; in the caller's transaction. */
@Singleton
class ListedInvoiceRepository implements PanacheRepositoryBase<ListedInvoiceEntity, String> {}
