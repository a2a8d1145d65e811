package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.gateway.scripted.GatewayTestClock;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Invoices of the log against the party's own list of it. Each test buys in a currency of its own,
 * so that what others buy is on other invoices.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class InvoiceBooksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @BeforeEach
  void begin() {
    suite.reset();
    OwnSystem.enrol();
  }

  private static LocalDate month() {
    return LocalDate.ofInstant(new GatewayTestClock().instant(), ZONE).withDayOfMonth(1);
  }

  private String sell(String currency) throws Exception {
    suite.sales().chargeIn(currency);
    return suite.sales().sellUnasked(suite.duties().subject("ID" + UUID.randomUUID()));
  }

  /** Waits until the list is proved up to what the log has now. */
  private void awaitFollowed() {
    String last = suite.sales().invoice(month().minusYears(2), "XTS", 1, 9);
    OwnSystem.awaitLacks("INVOICE_DIFFERS", last, ScriptedSuite.BUREAU);
  }

  @Test
  void sumOfTheMonth_agrees_andWhatIsTakenBackIsTakenOff() throws Exception {
    String stands = sell("NOK");
    String reversed = sell("NOK");
    suite.sales().reverse(reversed, "ERROR", Optional.empty());

    String invoice = suite.sales().invoice(month(), "NOK", 100, 3);
    awaitFollowed();

    assertThat(stands).isNotEqualTo(reversed);
    assertThat(OwnSystem.lacks("INVOICE_DIFFERS", invoice)).isEmpty();
  }

  /** The log may have the reversal behind the half that voids its cause. */
  @Test
  void feeWhoseReversalWasVoidedBefore_stands() throws Exception {
    String release = sell("ISK");
    String undelivered = "019cac33-c580-7e9a-be9f-ebd7343c67d9";
    suite.sales().arriveAfterAll(release, undelivered);
    suite.sales().reverse(release, "UNDELIVERED", Optional.of(undelivered));
    awaitFollowed();

    assertThat(
            OwnSystem.get("/v1/ledger/entries")
                .jsonPath()
                .getBoolean("entries.find { it.eventId == '" + release + "' }.reversed"))
        .isFalse();
  }

  @Test
  void invoiceThatLeavesASaleOut_orAsksMore_isNamed_withTheSeller() throws Exception {
    String first = sell("SEK");
    String second = sell("SEK");
    assertThat(first).isNotEqualTo(second);

    String short1 = suite.sales().invoice(month(), "SEK", 100, 1);
    OwnSystem.awaitLacks("INVOICE_DIFFERS", short1, ScriptedSuite.BUREAU);
    String dear = suite.sales().invoice(month(), "SEK", 201, 2);

    OwnSystem.awaitLacks("INVOICE_DIFFERS", dear, ScriptedSuite.BUREAU);
    OwnSystem.awaitLacks("INVOICED_TWICE", dear, ScriptedSuite.BUREAU);
    assertThat(OwnSystem.lacks("INVOICED_TWICE", short1)).isEmpty();
  }

  @Test
  void monthWithoutAnInvoice_isNamed_twoDaysAfterItsEnd() throws Exception {
    String unused = sell("DKK");
    String about =
        "%s %s %s DKK"
            .formatted(
                ScriptedSuite.BUREAU, ScriptedSuite.PARTY, month().toString().substring(0, 7));
    awaitFollowed();
    assertThat(OwnSystem.lacks("NOT_INVOICED", about)).isEmpty();

    GatewayTestClock.pass(Duration.ofDays(34));
    awaitFollowed();

    OwnSystem.awaitLacks("NOT_INVOICED", about, ScriptedSuite.BUREAU);
    await()
        .atMost(PATIENCE)
        .until(() -> OwnSystem.get("/v1/ledger").jsonPath().getLong("differences") > 0);
  }
}
