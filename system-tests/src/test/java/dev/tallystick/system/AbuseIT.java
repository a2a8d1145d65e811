package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.system.abuse.AbuseRun;
import dev.tallystick.system.abuse.ApiCatalogue;
import dev.tallystick.system.abuse.ApiOperation;
import dev.tallystick.system.abuse.Callers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Every operation of every service that has a description, called as nobody should. What was tried
 * lies in {@code target/abuse-report.md}.
 */
@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
class AbuseIT {
  private static final Path CHECKOUT = Path.of(System.getProperty("tallystick.root", ".."));
  private static final Path REPORT = Path.of("target", "abuse-report.md");

  private final Suite suite;

  AbuseIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.up();
    suite.awaitHealthy();
  }

  @Test
  void everyOperation_refusesWhatItMustAndShowsNothingOfItsInside() throws Exception {
    Map<String, String> addresses =
        Map.of(
            "consent-service", suite.address("CONSENT_URL"),
            "data-vault", suite.address("VAULT_URL"),
            "audit-service", suite.address("AUDIT_URL"),
            "bureau-service", suite.address("BUREAU_URL"));
    assertThat(ApiCatalogue.services(CHECKOUT))
        .as("services that have a description")
        .isEqualTo(addresses.keySet());
    List<ApiOperation> operations = ApiCatalogue.read(CHECKOUT, addresses);
    // The callers are parties of the demonstration's market; strangers would come less far.
    Command.Result market = suite.command().run("demo");
    assertThat(market.exitCode()).as(market.output()).isZero();
    AbuseRun run =
        new AbuseRun(
            new Callers(suite::token, suite.command().home().resolve("clients")),
            suite.firstSale().ids());

    for (ApiOperation operation : operations) {
      run.tryOut(operation);
    }
    run.tryOutSlowly(operations);

    run.report().write(REPORT);
    assertThat(run.report().operations())
        .containsExactlyInAnyOrderElementsOf(operations.stream().map(ApiOperation::name).toList());
    assertThat(operations).hasSizeGreaterThan(50);
    assertThat(run.report().findings())
        .as("of %d requests; all of them are in %s", run.report().requests(), REPORT)
        .isEmpty();
    assertThat(suite.status().get("healthy").asBoolean()).as("afterwards").isTrue();
  }
}
