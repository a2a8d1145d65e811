package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.awaitIndex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The index holds nothing that the log does not say: dropped and made again it is the same. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class IndexRebuildTest {
  private static final List<String> TABLES =
      List.of(
          "index_run",
          "index_node",
          "index_root",
          "identity_link",
          "release",
          "release_parent",
          "release_deposit",
          "release_consent",
          "deposit",
          "notification",
          "anomaly",
          "anomaly_clearing",
          "anomaly_suspension",
          "service_restoration",
          "money_flow",
          "party_role",
          "party_key");

  @Inject DataSource database;

  private static Connection asOwner() throws SQLException {
    return DriverManager.getConnection(
        setting("quarkus.datasource.jdbc.url"),
        setting("quarkus.flyway.username"),
        setting("quarkus.flyway.password"));
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  /** Runs are as long as the batches happened to be; what stands in them is a matter of the log. */
  private static String rowsOf(String table) {
    return table.equals("index_run")
        ? "(select label, place + i as place, encode(substr(indexes, 8 * i + 1, 8), 'hex') as idx,"
            + " substr(leaves, 32 * i + 1, 32) as leaf"
            + " from index_run, generate_series(0, octet_length(indexes) / 8 - 1) as i)"
        : table;
  }

  private Map<String, List<String>> dump(long size) throws SQLException {
    Map<String, List<String>> rows = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        String below =
            switch (table) {
              case "index_run" -> " where idx < '%016x'".formatted(size);
              case "release",
                  "release_deposit",
                  "release_consent",
                  "deposit",
                  "notification",
                  "anomaly",
                  "anomaly_clearing",
                  "anomaly_suspension",
                  "service_restoration",
                  "party_role",
                  "identity_link" ->
                  " where idx < " + size;
              case "index_root" -> " where log_idx < " + size;
              case "party_key" -> " where registered_idx < " + size;
              default -> "";
            };
        List<String> found = new ArrayList<>();
        try (ResultSet row =
            statement.executeQuery(
                "select t::text from " + rowsOf(table) + " t" + below + " order by t::text")) {
          while (row.next()) {
            found.add(row.getString(1));
          }
        }
        rows.put(table, found);
      }
    }
    return rows;
  }

  @Test
  void index_droppedAndMadeAgainIsTheSame() throws Exception {
    TestExchange exchange = new TestExchange();
    Logged deposit = exchange.deposit();
    Logged first = exchange.first(deposit);
    Logged second = exchange.second(first);
    exchange.undelivered(second, "bureau-service");
    Logged correction = exchange.correction(Optional.of(deposit));
    Logged told = exchange.notification(first, correction);
    Logged gone = exchange.destruction(first);
    assertThat(gone.index()).isGreaterThan(told.index());
    new TestAnomaly(exchange).raise(3).suspend(exchange.clock.instant()).restore().clear();
    TestExchange.log(exchange.parties.keyRevoked(exchange.lender, exchange.lenderKey));
    long size = TestExchange.log(new TestEvents(exchange.clock).freeze()) + 1;
    // Lists of several tiles have nodes; the roots so far are in the log before what comes last.
    String person = TestEvents.subject();
    TestEvents events = new TestEvents(exchange.clock);
    List<byte[]> freezes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      freezes.add(events.freeze(person));
    }
    LogApi.appendBatch(LogApi.CONSENT_SERVICE, freezes);
    new TestLinks(exchange.clock).link(person, exchange.subject);
    IndexWitness.awaitRoot(size);
    long end = TestExchange.log(events.freeze()) + 1;
    IndexRoot root = IndexWitness.awaitRoot(end);
    Map<String, List<String>> before = dump(end);

    try (Connection owner = asOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("select reset_index()");
    }
    IndexRoot next = IndexWitness.awaitRoot(TestExchange.log(events.freeze()) + 1);

    assertThat(before.values()).noneMatch(List::isEmpty);
    assertThat(dump(end)).isEqualTo(before);
    assertThat(next.number()).isGreaterThan(root.number());
    IndexWitness.assertServedRootIsThatOfTheStubs();
  }

  @Test
  void index_cannotBeDroppedByTheService() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("select reset_index()"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("delete from index_run"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void index_holdsNoTokenOfAPerson() throws Exception {
    TestExchange exchange = new TestExchange();
    long size = exchange.first().index() + 1;
    awaitIndex(size);

    assertThat(dump(size).toString()).doesNotContain(exchange.subject).doesNotContain("sub_");
  }
}
