package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.demo.DemoFile;
import dev.tallystick.demo.Market;
import dev.tallystick.demo.RunningSuite;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.system.abuse.AbuseReport;
import dev.tallystick.system.abuse.AbuseRun;
import dev.tallystick.system.abuse.ApiCatalogue;
import dev.tallystick.system.abuse.ApiOperation;
import dev.tallystick.system.abuse.Callers;
import dev.tallystick.system.abuse.PublishedLimits;
import dev.tallystick.system.abuse.QuotaRun;
import dev.tallystick.system.fault.Faults;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  /** Each party runs one itself; the tests of its module try its operations. */
  private static final String OF_A_PARTY = "party-gateway";

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

  private Map<String, String> addresses() throws Exception {
    return Map.of(
        "consent-service", suite.address("CONSENT_URL"),
        "data-vault", suite.address("VAULT_URL"),
        "audit-service", suite.address("AUDIT_URL"),
        "bureau-service", suite.address("BUREAU_URL"));
  }

  @Test
  void everyOperation_refusesWhatItMustAndShowsNothingOfItsInside() throws Exception {
    Map<String, String> addresses = addresses();
    Set<String> described = ApiCatalogue.services(CHECKOUT);
    assertThat(described.remove(OF_A_PARTY)).isTrue();
    assertThat(described).as("services that have a description").isEqualTo(addresses.keySet());
    List<ApiOperation> operations = ApiCatalogue.read(CHECKOUT, addresses);
    // The callers are parties of the demonstration's market; strangers would come less far.
    Command.Result market = suite.command().run("demo");
    assertThat(market.exitCode()).as(market.output()).isZero();
    for (String role : List.of("platform", "bureau")) {
      add(Callers.clerkName(role), "--role", role, "--party", Callers.party(role));
    }
    PasswordOnlyClient passwords = PasswordOnlyClient.make(suite);
    String known = addresses.get("consent-service") + "/v1/parties";
    assertThat(Suite.get(known, passwords.token("citizen1")))
        .as("a person, of whom no second factor is asked, is let in by that client's token")
        .isEqualTo(200);
    AbuseRun run =
        new AbuseRun(
            new Callers(
                suite::token,
                (name, service) -> passwords.token(name),
                suite.command().home().resolve("clients")),
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

  @Test
  void quotas_areAsPublishedAndRefuseNoStop() throws Exception {
    PublishedLimits limits = PublishedLimits.read(CHECKOUT);
    assertThat(limits.neverRefused())
        .contains(
            "/v1/consents/{id}/withdrawal",
            "/v1/me/freeze",
            "/v1/me/erasures",
            "/v1/me/objections");
    SuiteFolder state = SuiteFolder.existing(suite.command().home());
    new Market(new RunningSuite(state, Clock.systemUTC()), DemoFile.in(state)).open();
    AbuseReport report = new AbuseReport();
    QuotaRun run = new QuotaRun(limits, report);
    Faults faults = new Faults(suite);
    String appends = String.valueOf(limits.ofPersons().get("APPEND_QUOTA_EXCEEDED"));
    List<ApiOperation> operations = ApiCatalogue.read(CHECKOUT, addresses());

    for (String service : addresses().keySet()) {
      // The tests' own suite grants more than what is published.
      Faults.during(
          faults.override(service, Map.of(), Map.of(Suite.APPENDS, appends)),
          () -> {
            suite.awaitHealthy();
            List<ApiOperation> own =
                operations.stream().filter(each -> each.service().equals(service)).toList();
            run.useUp(own, citizen(service));
            if (service.equals("consent-service")) {
              run.freezeAndLift(own, citizen("freezer"));
            }
          });
    }

    report.write(Path.of("target", "quota-report.md"));
    suite.awaitHealthy();
    assertThat(report.findings()).isEmpty();
    assertThat(report.operations())
        .contains(
            "consent-service POST /v1/consents",
            "consent-service POST /v1/consents/{id}/withdrawal",
            "consent-service POST /v1/me/freeze/lift",
            "data-vault POST /v1/me/erasures",
            "data-vault POST /v1/me/objections");
  }

  /** Somebody who has done nothing yet. */
  private String citizen(String name) throws Exception {
    int number = Math.floorMod(name.hashCode(), 10_000_000);
    add("new-" + name, "--role", "citizen", "--identifier", "PHONE:+86190%08d".formatted(number));
    return suite.token("new-" + name);
  }

  private void add(String name, String... words) throws Exception {
    String[] line = new String[words.length + 3];
    line[0] = "identity";
    line[1] = "add";
    line[2] = name;
    System.arraycopy(words, 0, line, 3, words.length);
    Command.Result result = suite.command().run(line);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
