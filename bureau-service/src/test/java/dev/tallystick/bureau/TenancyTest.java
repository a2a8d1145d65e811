package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.bureau.inquiry.KeptReports;
import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Another bureau's rows are not there, whatever is asked for. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class TenancyTest {
  private static final Set<String> OF_BUREAUS =
      Set.of(
          "account_statement",
          "acknowledgement",
          "bureau_key",
          "credit_decision",
          "feed_webhook",
          "filed_model",
          "inquiry",
          "ledger_entry",
          "ledger_position",
          "loan",
          "loan_change_position",
          "loan_feed",
          "loan_feed_cursor",
          "loan_feed_item",
          "person_link",
          "product",
          "product_retirement",
          "received_position",
          "seen_statement",
          "self_report",
          "self_report_position",
          "source_release",
          "stop_notice",
          "stop_position",
          "tariff");

  /**
   * Of the libraries, without a bureau in them: events on their way, kept answers, counts of
   * quotas, the log's key.
   */
  private static final Set<String> OF_ALL =
      Set.of(
          "flyway_schema_history",
          "producer_outbox",
          "producer_log_key",
          "query_suspension",
          "dpop_proof",
          "quota_count");

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;
  @Inject EntityManager entities;
  @Inject KeptReports kept;

  private Rows as(String bureau) {
    return new Rows(database, bureau);
  }

  @Test
  void tables_enforceRowLevelSecurityOnEveryoneOrHoldNothingOfABureau() {
    List<String> enforced =
        as("nobody")
            .select(
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity and relforcerowsecurity");
    Set<String> open =
        new TreeSet<>(
            as("nobody")
                .select(
                    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)"));

    assertThat(enforced).containsAll(OF_BUREAUS).contains("bureau");
    open.removeIf(table -> OF_ALL.contains(table) || table.startsWith("idempoten"));
    assertThat(open).isEmpty();
  }

  @Test
  void rows_ofAnotherBureau_areInvisibleAndOutOfReach() {
    Fair fair = Fair.open(market);
    fair.lender().buy(fair.request()).then().statusCode(200);
    BureauSite.open(market, "bureau-south");

    for (String table : List.of("inquiry", "product", "bureau_key", "seen_statement")) {
      assertThat(as("bureau-north").select("select bureau_id from " + table))
          .as(table)
          .isNotEmpty()
          .containsOnly("bureau-north");
      assertThat(
              as("bureau-south")
                  .select("select bureau_id from " + table + " where bureau_id = 'bureau-north'"))
          .as(table)
          .isEmpty();
      assertThat(as("").select("select bureau_id from " + table)).as(table).isEmpty();
    }
    assertThat(as("bureau-south").update("delete from product")).isZero();
    assertThat(as("bureau-south").update("update inquiry set state = 'SENT'")).isZero();
    assertThat(as("bureau-north").select("select product_id from product")).isNotEmpty();
  }

  @Test
  void entities_areInvisible_inATransactionThatNamesNoBureau() {
    Fair.open(market);

    for (String entity : List.of("ProductEntity", "BureauKeyEntity")) {
      assertThat(
              QuarkusTransaction.requiringNew()
                  .call(() -> entities.createQuery("from " + entity, Object.class).getResultList()))
          .as(entity)
          .isEmpty();
    }
  }

  @Test
  void transaction_isInTheNameOfOneBureauFromItsFirstCallToItsEnd() {
    BureauId north = new BureauId("bureau-north");
    BureauId south = new BureauId("bureau-south");

    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          assertThat(kept.drop(north, "nobody", "none")).isZero();
                          assertThat(kept.drop(north, "nobody", "none")).isZero();
                          kept.drop(south, "nobody", "none");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one bureau");
  }

  @Test
  void rows_cannotBeWrittenInAnothersName() {
    assertThatThrownBy(
            () ->
                as("bureau-south")
                    .update(
                        "insert into seen_statement (bureau_id, issuer, jti, attempt_key, forget_at) values ('bureau-north', 'i', 'j', 'k', now())"))
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
  }

  @Test
  void appRole_neitherOwnsTheTablesNorPassesOverTheirPolicies() {
    assertThat(
            as("nobody")
                .select(
                    "select tableowner from pg_tables where schemaname = 'public' and tableowner = current_user"))
        .isEmpty();
    assertThat(
            as("nobody")
                .select(
                    "select rolname from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)"))
        .isEmpty();
  }
}
