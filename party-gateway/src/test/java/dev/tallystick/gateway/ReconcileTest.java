package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many purchases are reconciled in the database, a page at a time: twenty thousand here, a million
 * with {@code -Pendurance}, within half a minute.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReconcileTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MANY = Boolean.getBoolean("tallystick.endurance") ? 1_000_000 : 20_000;

  private static final String ORDERS =
      """
      insert into report_order (id, state, created_at, deadline, bureau, product, purpose, categories, retention,
        event, log_index, amount, currency, tariff, tariff_line, is_price_published, opened_at)
      select 'many_' || n, 'ACKNOWLEDGED', now(), now(), 'bureau-north', 'p', 'X', '', 'P1Y',
        'many-' || n, 1000000000 + n, 100, 'CNY', 't', 'l', true, now()
      from generate_series(1, %d) n where n %% 5000 <> 0
      """;

  private static final String LISTED =
      """
      insert into listed_release (list_index, log_index, event, recorded_at, step, seller, buyer, amount, currency,
        acknowledged_at)
      select 1000000000 + n, 1000000000 + n, 'many-' || n, now(), 'RELEASE_2', 'bureau-north', 'party-1',
        case when n %% 5000 = 1 then 101 else 100 end, 'CNY', 1
      from generate_series(1, %d) n
      """;

  private static void asSuperuser(String... statements) throws SQLException {
    Config config = ConfigProvider.getConfig();
    try (Connection connection =
            DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("tallystick.test.superuser", String.class),
                config.getValue("tallystick.test.superuser-password", String.class));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @AfterEach
  void forget() throws SQLException {
    asSuperuser(
        "delete from report_order where id like 'many%'",
        "delete from listed_release where event like 'many%'");
  }

  @Test
  void manyPurchases_areReconciledInHalfAMinute_andEachDifferenceFound() throws SQLException {
    asSuperuser(ORDERS.formatted(MANY), LISTED.formatted(MANY), "analyze");
    long begun = System.nanoTime();

    List<String> missing = differences("NOT_IN_LEDGER");
    List<String> dearer = differences("PRICE_DIFFERS");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT);
    assertThat(missing).hasSize(MANY / 5_000);
    assertThat(dearer).hasSize(MANY / 5_000);
  }

  private static List<String> differences(String kind) {
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page = OwnSystem.get("/v1/ledger/differences?kind=" + kind + cursor).jsonPath();
      List<String> about = page.getList("differences.about");
      about.stream().filter(each -> each.startsWith("many")).forEach(found::add);
      cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
    } while (!cursor.isEmpty());
    return found;
  }
}
