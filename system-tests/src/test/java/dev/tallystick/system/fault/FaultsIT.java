package dev.tallystick.system.fault;

import static dev.tallystick.system.fault.Faults.during;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tallystick.party.RefusedException;
import dev.tallystick.system.Suite;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults that last, on the packaged suite and under traffic: nothing is released meanwhile that
 * should not be, {@code status} says what is wrong where a part can tell, and afterwards all goes
 * on with everything there that was confirmed.
 */
@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FaultsIT {
  private static final int APPLICANTS = 4;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Suite suite;
  private final Books books = new Books();
  private Faults faults;
  private Scene scene;
  private List<Applicant> applicants;
  private Traffic traffic;

  FaultsIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void begin() throws Exception {
    suite.up();
    suite.awaitHealthy();
    faults = new Faults(suite);
    scene = Scene.open(suite);
    applicants = scene.applicants(APPLICANTS);
    traffic = Traffic.start(scene, books, applicants);
    awaitSales(1);
  }

  @AfterEach
  void check() throws Exception {
    try {
      suite.awaitHealthy();
      awaitSales(2);
    } finally {
      traffic.stop();
    }
    books.check(suite);
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit-service", "consent-service", "data-vault", "postgres"})
  void pausedPart_isOnEveryPath(String part) throws Exception {
    during(
        faults.pause(part),
        () -> {
          assertNoSales("without " + part);
          if (!part.equals("postgres")) {
            assertThat(suite.part(part).get("state").asText()).isEqualTo("not ready");
          }
        });
  }

  @Test
  void keycloakThatIsAway_endsNothingThatRuns() throws Exception {
    during(
        faults.pause("keycloak"),
        () -> {
          awaitSales(2);
          assertThat(suite.part("keycloak").get("state").asText()).isEqualTo("not ready");
        });
  }

  @Test
  void witnessThatIsAway_delaysNoSale() throws Exception {
    during(
        faults.pause("witness-consumer-union"),
        () -> {
          awaitSales(3);
          awaitNote("consumer-union does not answer in time");
        });
    awaitNote("consumer-union cosigned size");
  }

  @Test
  void vaultCutOffFromTheLog_releasesNothing() throws Exception {
    int log = URI.create(suite.address("AUDIT_URL")).getPort();
    try (TcpProxy wire = TcpProxy.to(log)) {
      String detour = "http://127.0.0.1:" + wire.port();
      during(
          faults.override("data-vault", Map.of("tallystick.audit.url", detour), Map.of()),
          () -> {
            suite.awaitHealthy();
            awaitSales(1);
            wire.cut();
            assertNoSales("behind the log's back");
            wire.heal();
            awaitSales(1);
          });
    }
  }

  @Test
  void slowDatabase_slowsDownAndLosesNothing() throws Exception {
    URI postgres = URI.create(suite.address("POSTGRES_URL"));
    try (TcpProxy wire = TcpProxy.to(postgres.getPort())) {
      String detour = "jdbc:postgresql://127.0.0.1:" + wire.port() + "/audit";
      during(
          faults.override("audit-service", Map.of("quarkus.datasource.jdbc.url", detour), Map.of()),
          () -> {
            suite.awaitHealthy();
            wire.slowDown(Duration.ofMillis(30));
            awaitSales(2);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit-service", "consent-service", "data-vault", "bureau-service"})
  void clockOfAService_thatIsAnHourOffIsNamed(String service) throws Exception {
    assumeTrue(
        Faults.faketime().isPresent(), "libfaketime is not installed: apt-get install libfaketime");
    for (Duration offset : List.of(HOUR, HOUR.negated())) {
      during(
          faults.shiftClock(service, offset),
          () -> {
            awaitReason(service, "CLOCK_SKEW");
            assertNoSales("by a clock that is off by " + offset);
          });
      suite.awaitHealthy();
      awaitSales(1);
    }
  }

  /**
   * Keycloak takes no assertion from the future, so a service that starts by such a clock is given
   * no token, knows nothing of the log, and says so.
   */
  @Test
  void withdrawal_byAServiceThatStartsAheadOfTime_isRefusedAndHoldsOnceTheClockIsRight()
      throws Exception {
    assumeTrue(
        Faults.faketime().isPresent(), "libfaketime is not installed: apt-get install libfaketime");
    // The one whom the traffic leaves alone.
    Applicant person = applicants.get(APPLICANTS - 1);
    during(
        faults.shiftClock("consent-service", Duration.ofMinutes(2)),
        () -> {
          awaitReason("consent-service", "CLOCK_SKEW");
          RefusedException away =
              catchThrowableOfType(RefusedException.class, () -> scene.withdraw(person));
          assertThat(away.code()).isEqualTo("AUDIT_UNAVAILABLE");
        });
    suite.awaitHealthy();
    awaitSales(1);
    assertThat(scene.withdraw(person).getString("status")).isIn("LOGGED", "PENDING");

    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> scene.inquire(person));
    assertThat(refused.code()).isEqualTo("CONSENT_WITHDRAWN");
  }

  /** Waits for so many more sales. */
  private void awaitSales(int more) {
    int goal = books.sales() + more;
    await("more sales").atMost(LIMIT).until(() -> books.sales() >= goal);
  }

  /** Inquiries that are made from now on end, as long as they may take, and none with a sale. */
  private void assertNoSales(String how) {
    long now = System.nanoTime();
    await("inquiries that end")
        .atMost(LIMIT.multipliedBy(2))
        .until(() -> traffic.inquiriesSince(now) >= 2);
    assertThat(books.salesSince(now)).as("sales %s", how).isZero();
  }

  private void awaitReason(String part, String word) {
    await(word)
        .atMost(LIMIT)
        .until(() -> suite.part(part), found -> found.get("reasons").toString().contains(word));
  }

  private void awaitNote(String words) {
    await(words)
        .atMost(LIMIT)
        .until(() -> suite.status().get("notes"), notes -> notes.toString().contains(words));
  }
}
