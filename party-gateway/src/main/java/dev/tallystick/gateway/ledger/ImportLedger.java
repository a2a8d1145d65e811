package dev.tallystick.gateway.ledger;

import dev.tallystick.gateway.problem.GatewayProblemCode;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Takes in the purchase ledger of another system; the newest line for a purchase counts. */
@Singleton
class ImportLedger {
  private static final String ADD =
      """
      insert into imported_purchase (purchase, seller, amount, currency, bought_on, imported_at) values (?1, ?2, ?3, ?4, ?5, ?6)
      on conflict (purchase) do update set seller = excluded.seller, amount = excluded.amount, currency = excluded.currency,
        bought_on = excluded.bought_on, imported_at = excluded.imported_at
      """;

  private final EntityManager database;
  private final Clock clock;

  ImportLedger(EntityManager database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Adds a part of a ledger; all of it, or nothing if a line cannot be read. */
  @Transactional
  LedgerImportedJson add(String csv) {
    List<ImportedPurchase> purchases = ImportedPurchase.parse(csv);
    Query add = database.createNativeQuery(ADD);
    for (ImportedPurchase one : purchases) {
      int unused =
          add.setParameter(1, one.purchase())
              .setParameter(2, one.seller())
              .setParameter(3, one.amount())
              .setParameter(4, one.currency())
              .setParameter(5, one.boughtOn())
              .setParameter(6, clock.instant())
              .executeUpdate();
    }
    return new LedgerImportedJson(purchases.size(), kept());
  }

  private long kept() {
    Tuple row =
        (Tuple)
            database
                .createNativeQuery("select count(*) as kept from imported_purchase", Tuple.class)
                .getSingleResult();
    return ((Number) row.get("kept")).longValue();
  }

  /** Forgets what was imported. */
  @Transactional
  void clear() {
    if (database.createNativeQuery("delete from imported_purchase").executeUpdate() == 0) {
      throw GatewayProblemCode.IMPORTED_LEDGER_EMPTY.problem();
    }
  }
}
