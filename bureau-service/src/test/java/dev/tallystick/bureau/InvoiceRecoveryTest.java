package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Date;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whatever a bureau's database has lost, a month is invoiced once. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class InvoiceRecoveryTest {
  private static final String LEFT_BEHIND =
      """
      insert into account_statement (bureau_id, id, kind, party, period_from, currency, definition, event_id)
      values ('bureau-halfway', 'inv_019c1314-065e-7570-b557-df5dc7722886', 'INVOICE', 'bank-halfway', ?, 'CNY', '{}',
        '019c1314-065e-7570-b557-df5dc7722887')
      """;

  private static final String CLOSED =
      "select closed_to::text from ledger_position where closed_to is not null";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;

  private long invoices(String bureau, LocalDate month) {
    return statements("invoice.issued", bureau, month);
  }

  /** How many statements of a bureau and a month the log has. */
  private long statements(String type, String bureau, LocalDate month) {
    return market.log().entries(type).stream()
        .map(entry -> entry.event().data())
        .filter(data -> data.getString("from").equals(bureau))
        .filter(data -> data.getString("periodFrom").equals(month.toString()))
        .count();
  }

  /** The process has stopped after it had written the row, and before anything else. */
  @Test
  void invoice_thatACrashHasLeftBehind_isIssuedYet() {
    BilledScene scene = BilledScene.open(market, "bureau-halfway", "bank-halfway");
    BilledScene.awayFromTheMonthsEnd();
    LocalDate month = BilledScene.thisMonth().firstDay();
    scene.buy(scene.lender().drawSubject());
    assertThat(new Rows(database, "bureau-halfway").update(LEFT_BEHIND, Date.valueOf(month)))
        .isEqualTo(1);

    BilledScene.endTheMonth();

    Awaiting.until("the invoice is issued", () -> invoices("bureau-halfway", month) == 1);
  }

  /** A copy of the database from before knows neither the sales nor that they are invoiced. */
  @Test
  void statements_thatARestoredDatabaseHasForgotten_areNotIssuedAgain() {
    BilledScene scene = BilledScene.open(market, "bureau-restored", "bank-restored");
    BilledScene.awayFromTheMonthsEnd();
    LocalDate month = BilledScene.thisMonth().firstDay();
    scene.buy(scene.lender().drawSubject());
    BilledScene.endTheMonth();
    Rows rows = new Rows(database, "bureau-restored");
    awaitClosed(rows);
    assertThat(rows.update("delete from account_statement")).isEqualTo(3);
    assertThat(rows.update("delete from ledger_entry")).isEqualTo(1);
    assertThat(rows.update("delete from ledger_position")).isEqualTo(1);

    BilledScene.endTheMonth();

    awaitClosed(rows);
    assertThat(invoices("bureau-restored", month)).isEqualTo(1);
    assertThat(statements("settlement.issued", "bureau-restored", month)).isEqualTo(2);
    assertThat(rows.select("select id from account_statement where log_index is not null"))
        .hasSize(3);
  }

  private static void awaitClosed(Rows rows) {
    Awaiting.until("the month is done", () -> !rows.select(CLOSED).isEmpty());
  }
}
