package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.producer.direct.RequestStatements;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How many statements, transactions and waits for the disk the sale of one report costs. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SaleSqlTest {
  /** Of a report from two sources, in three transactions, each of which names its bureau. */
  private static final long STATEMENTS = 8;

  private static final long FEWEST = 6;

  /** The proof of the lender's token, the claim, the intent, and what follows the receipt. */
  private static final long TRANSACTIONS = 4;

  private static final int SALES = 10;

  /** What is not told again by the log: all but the last. */
  private static final long WAITING = 3;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;
  @Inject @PersistenceUnitExtension RequestSql sql;
  @Inject RequestStatements direct;
  @Inject RequestTransactions transactions;

  @Test
  void sale_needsNoMoreStatementsThanBefore() {
    Fair fair = Fair.open(market);
    sell(fair);

    sql.reset();
    long before = direct.ofRequests();

    sell(fair);

    List<String> statements = sql.statements();
    assertThat(statements.size() + direct.ofRequests() - before)
        .as("direct ones, and " + String.join("\n", statements))
        .isBetween(FEWEST, STATEMENTS);
  }

  @Test
  void sale_waitsForTheDiskOnlyForWhatNobodyTellsAgain() {
    Fair fair = Fair.open(market);
    sell(fair);

    long before = transactions.count();
    long beforeWithoutWaiting = direct.withoutWaiting();

    for (int i = 0; i < SALES; i++) {
      sell(fair);
    }

    // A transaction is seen to be committed a little before its connection is back in the pool.
    long each = Math.round((transactions.count() - before) / (double) SALES);
    long eachWithoutWaiting = (direct.withoutWaiting() - beforeWithoutWaiting) / SALES;
    assertThat(each).isEqualTo(TRANSACTIONS);
    assertThat(each - eachWithoutWaiting).isEqualTo(WAITING);
  }

  /** The database itself is asked, at the moment of each write. */
  @Test
  void sale_intentIsDurableBeforeTheLogSeesIt_andNothingAfterTheReceiptIsWaitedFor()
      throws Exception {
    Fair fair = Fair.open(market);
    RefusedWrites.during(
        "inquiry",
        "(new.state in ('STARTED', 'INTENT') and current_setting('synchronous_commit') = 'off')"
            + " or (new.state in ('LOGGED', 'SENT') and new.sealed_answer is not null"
            + " and current_setting('synchronous_commit') <> 'off')",
        () -> {
          sell(fair);
          assertThat(RefusedWrites.count()).isZero();
        });
  }

  private void sell(Fair fair) {
    String key = UUID.randomUUID().toString();
    fair.lender().buy(fair.request(), key).then().statusCode(200);
    Rows rows = new Rows(database, fair.bureau().id());
    Awaiting.until(
        "the answer has left",
        () ->
            rows.select("select state from inquiry where idempotency_key = ?", key)
                .equals(List.of("SENT")));
  }
}
