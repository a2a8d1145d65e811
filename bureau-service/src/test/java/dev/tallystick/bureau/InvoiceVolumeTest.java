package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.account.BilledAccounts;
import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** How long an invoice takes; a million entries with -Pendurance, twenty thousand otherwise. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class InvoiceVolumeTest {
  private static final Logger LOG = Logger.getLogger(InvoiceVolumeTest.class);
  private static final boolean LONG = Boolean.getBoolean("tallystick.endurance");
  private static final int ENTRIES = LONG ? 1_000_000 : 20_000;
  private static final Duration ASKED = Duration.ofSeconds(10);

  /** Without the second compiler, as tests run, hashing takes three times as long. */
  private static final boolean FIRST_COMPILER_ALONE =
      ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-XX:TieredStopAtLevel=1");

  private static final String FILL =
      """
      insert into ledger_entry (bureau_id, log_index, entry, recorded_at, kind, move, lender, release, released_at,
        product, tariff, line, amount, currency, sources)
      select 'bureau-volume', n, sha256(int8send(n)), timestamptz '2026-01-10T00:00:00Z' + n * interval '1 millisecond',
        'RELEASE', case when n % 10 = 0 then 'REPEATED' else 'CHARGED' end, 'bank-volume',
        ('019bc000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, timestamptz '2026-01-10T00:00:00Z',
        'prd_019c11ae-3056-7802-96d2-eb06d5c09e5c', 'trf_019c1252-326f-7f40-968e-ade6adae4240', 'line-' || n % 5,
        case when n % 10 = 0 then 0 else 100 end, 'CNY', array['mall-east', 'pay-south']
      from generate_series(1, ?) n
      """;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;
  @Inject BilledAccounts accounts;

  @Test
  void invoice_ofAMillionEntries_takesNoTenSeconds() {
    int unused = new Rows(database, "bureau-volume").update(FILL, ENTRIES);

    BilledAccounts.Timed timed = accounts.sum("bureau-volume", "bank-volume", "2026-01");

    LOG.infof(
        "invoice of %d entries in %d ms, settlements in %d ms",
        timed.entries(), timed.invoice().toMillis(), timed.settlements().toMillis());
    assertThat(timed.entries()).isEqualTo(ENTRIES);
    assertThat(timed.total()).isEqualTo(ENTRIES * 90L);
    assertThat(timed.invoice()).isLessThan(FIRST_COMPILER_ALONE ? ASKED.multipliedBy(3) : ASKED);
  }
}
