package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.houserules.PostgresResource;
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

/** How many statements the sale of one report costs. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SaleSqlTest {
  /** Of a report from two sources, in nine transactions, each of which names its bureau. */
  private static final long STATEMENTS = 22;

  private static final long FEWEST = 10;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;
  @Inject @PersistenceUnitExtension RequestSql sql;
  @Inject RequestStatements direct;

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
