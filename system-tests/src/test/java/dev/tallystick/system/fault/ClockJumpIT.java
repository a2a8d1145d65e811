package dev.tallystick.system.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.demo.Cast;
import dev.tallystick.system.Command;
import dev.tallystick.system.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of the whole host, PostgreSQL's included, jumps an hour ahead and comes back while
 * people buy, deposit and withdraw. The suite sells by the wrong time too, and stops when it is
 * right again, until the operator has given the wrong time up (docs/operations/clock.md).
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class ClockJumpIT {
  private static final int APPLICANTS = 4;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern NEWEST = Pattern.compile("recorded at ([0-9TZ:.-]+)");
  private static final List<String> SERVICES =
      List.of("audit-service", "consent-service", "data-vault", "bureau-service");

  private final Books books = new Books();
  private Scene scene;
  private List<Applicant> applicants;
  private Traffic traffic;

  @TempDir private Path folder;

  @Test
  void suite_losesNothingWhenTheClocksOfHostAndDatabaseJumpTogether() throws Exception {
    assumeTrue(
        Faults.faketime().isPresent(), "libfaketime is not installed: apt-get install libfaketime");
    HostClock clock =
        new HostClock(Path.of("target", "host-clock", "now"), Faults.faketime().orElseThrow());
    try (Suite suite = Suite.startFresh("home-clock", "6000", clock.environment())) {
      scene = Scene.open(suite, clock);
      applicants = scene.applicants(APPLICANTS);
      traffic = Traffic.start(scene, books, applicants);
      try {
        awaitSales(3);

        jump(suite, clock, HOUR);
        awaitSales(3);
        awaitWithdrawal();

        jump(suite, clock, Duration.ZERO);
        await("the log tells that its clock was ahead")
            .atMost(LIMIT)
            .until(() -> !newest(suite).isEmpty());
        awaitStartedAgain(suite);
        assertNoSales();
        acknowledge(suite);
        suite.awaitHealthy();
        awaitSales(3);
        awaitWithdrawal();
      } finally {
        traffic.stop();
        System.out.println("not confirmed: " + traffic.failures());
      }
      books.check(suite);
      suite.assertHonest(Cast.BUREAU);
    }
  }

  private void awaitSales(int more) {
    int goal = books.sales() + more;
    await("more sales").atMost(LIMIT).until(() -> books.sales() >= goal);
  }

  private void awaitWithdrawal() {
    int goal = books.withdrawals() + 1;
    await("a withdrawal").atMost(LIMIT).until(() -> books.withdrawals() >= goal);
  }

  /**
   * The clock is set under traffic. Then everybody gets new tokens: one from the second in which
   * Keycloak's clock and theirs differ is not what they take it for.
   */
  private void jump(Suite suite, HostClock clock, Duration ahead) throws Exception {
    clock.set(ahead);
    await("Keycloak's clock")
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> Duration.between(keycloaks(suite), clock.instant()).abs().toSeconds() < 10);
    traffic.stop();
    System.out.println("until the clock was set: " + traffic.failures());
    traffic = Traffic.start(scene.loggedOut(), books, applicants);
  }

  /** Keycloak's time, as a token has it. */
  private static Instant keycloaks(Suite suite) throws IOException, InterruptedException {
    return Instant.ofEpochSecond(Suite.claims(suite.token("citizen1")).get("iat").asLong());
  }

  private void assertNoSales() {
    long now = System.nanoTime();
    await("inquiries that end").atMost(LIMIT).until(() -> traffic.inquiriesSince(now) >= 4);
    assertThat(books.salesSince(now)).as("sales while the log is behind itself").isZero();
  }

  /** What goes by the clock would stand still for an hour. */
  private static void awaitStartedAgain(Suite suite) {
    for (String service : SERVICES) {
      await(service + " has ended itself")
          .atMost(LIMIT)
          .until(() -> suite.part(service).get("restarts").asInt() > 0);
    }
  }

  /** The newest recorded time, as the log's health names it; empty if it does not. */
  private static String newest(Suite suite) throws Exception {
    JsonNode reasons = suite.part("audit-service").get("reasons");
    Matcher named = NEWEST.matcher(String.valueOf(reasons));
    return named.find() ? named.group(1) : "";
  }

  /** Word by word what the page tells the operator to do. */
  private void acknowledge(Suite suite) {
    await("the wrong time is given up")
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              Path file = folder.resolve("newest.json");
              Files.writeString(file, "{\"newest\": \"" + newest(suite) + "\"}");
              String url = suite.address("AUDIT_URL") + "/v1/clock:acknowledge";
              Command.Result result =
                  suite.command().run("call", "operator", "POST", url, file.toString());
              return result.exitCode() == 0 && result.output().contains("\"floor\"");
            });
  }
}
