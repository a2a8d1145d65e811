package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.gateway.scripted.QueriedTill;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The packaged gateway is killed while rows of a query are on their way: each counts once. */
class QueryKillIT extends KillScene {
  QueryKillIT() {
    super("query");
  }

  @Override
  void beginSource(Properties settings) throws SQLException {
    settings.putAll(QueriedTill.settings(folder));
    settings.put("tallystick.query.url", setting("quarkus.datasource.jdbc.url"));
    settings.put("tallystick.query.username", setting("tallystick.test.superuser"));
    settings.put("tallystick.query.password", setting("tallystick.test.superuser-password"));
    sql("create schema till");
    sql(
        "create table till.sale (id bigint generated always as identity,"
            + " customer text, day text, shop text, amount numeric(9,2))");
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                setting("tallystick.query.url"),
                setting("tallystick.query.username"),
                setting("tallystick.query.password"));
        Statement run = connection.createStatement()) {
      boolean unused = run.execute(statement);
    }
  }

  private void sell(int count) throws SQLException {
    sql(
        "insert into till.sale (customer, day, shop, amount)"
            + " select 'C-' || n, '2026-03-01', 'north', 12.50 from generate_series(1, "
            + count
            + ") n");
  }

  /** The mark of each row that is told to be stored. */
  private List<Long> told() throws IOException {
    return results().stream().map(result -> result.path("mark").asLong()).toList();
  }

  @Test
  void gatewayThatIsKilled_goesOnAtTheFirstRowWithoutAReceipt() throws Exception {
    enrol();

    // Read and on the disk, and not sent; the platform deletes some of it meanwhile.
    suite().intake().goAwayBehind(0);
    sell(6_000);
    await().atMost(PATIENCE).until(() -> suite().intake().refusals() > 0);
    kill();
    sql("delete from till.sale where id <= 1000");
    suite().intake().goAwayBehind(-1);
    start();
    awaitDeposited(6_000);

    // Signed, and the log is away: the receipt comes when the gateway is dead.
    suite().intake().holdUp();
    sell(3);
    await().atMost(PATIENCE).until(() -> suite().intake().heldRefusals() > 0);
    kill();
    suite().intake().letGo();
    start();
    awaitDeposited(6_003);

    assertThat(told())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 6_003).boxed().toList());
  }
}
