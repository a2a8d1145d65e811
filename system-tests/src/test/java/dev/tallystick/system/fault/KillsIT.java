package dev.tallystick.system.fault;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.system.Command;
import dev.tallystick.system.Suite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Parts of the packaged suite are killed at random moments while people buy, deposit and withdraw:
 * whatever was confirmed is there, once, and the suite goes on by itself. {@code -Pendurance} kills
 * two hundred times.
 */
@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
class KillsIT {
  private static final int KILLS =
      Boolean.getBoolean("tallystick.endurance") ? 200 : Integer.getInteger("tallystick.kills", 10);
  private static final int APPLICANTS = 4;

  /** The services twice as often as what they stand on; Keycloak takes longest to come back. */
  private static final List<String> PARTS =
      List.of(
          "audit-service",
          "consent-service",
          "data-vault",
          "bureau-service",
          "postgres",
          "audit-service",
          "consent-service",
          "data-vault",
          "bureau-service",
          "witness-bureau-south",
          "postgres",
          "keycloak");

  private final Suite suite;

  KillsIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.up();
    suite.awaitHealthy();
  }

  @Test
  void suite_losesNothingThatItConfirmed() throws Exception {
    Scene scene = Scene.open(suite);
    List<Applicant> applicants = scene.applicants(APPLICANTS);
    Books books = new Books();
    List<String> killed = new ArrayList<>();
    Traffic traffic = Traffic.start(scene, books, applicants);
    try {
      kill(new Random(), books, traffic, killed);
      suite.awaitHealthy();
      assertGoesOn(books);
    } finally {
      System.out.printf(
          "%d kills; %d tries; %d sales, %d deposits, %d withdrawals confirmed; not confirmed: %s; killed last: %s%n",
          killed.size(),
          traffic.tried(),
          books.sales(),
          books.deposits(),
          books.withdrawals(),
          traffic.failures(),
          killed.subList(Math.max(0, killed.size() - PARTS.size()), killed.size()));
      traffic.stop();
    }

    books.check(suite);
    assertAnybodyCanCheck();
  }

  /**
   * Most kills come while what was killed before is still away; before every third the suite sells
   * again, so that they also meet it at work.
   */
  private void kill(Random random, Books books, Traffic traffic, List<String> killed)
      throws Exception {
    Faults faults = new Faults(suite);
    List<String> victims = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      if (victims.isEmpty()) {
        victims.addAll(PARTS);
        Collections.shuffle(victims, random);
      }
      if (i % 3 == 0) {
        awaitSale(books);
      }
      int goal = traffic.tried() + 1 + random.nextInt(40);
      await("traffic").atMost(3, MINUTES).until(() -> traffic.tried() >= goal);
      String victim = victims.remove(victims.size() - 1);
      faults.kill(victim);
      killed.add(victim);
    }
  }

  private static void awaitSale(Books books) {
    int sales = books.sales();
    await("a sale").atMost(3, MINUTES).until(() -> books.sales() > sales);
  }

  /** Without anybody's help, sales, deposits and withdrawals are confirmed again. */
  private static void assertGoesOn(Books books) {
    int sales = books.sales();
    int deposits = books.deposits();
    int withdrawals = books.withdrawals();
    await()
        .atMost(2, MINUTES)
        .untilAsserted(
            () -> {
              assertThat(books.sales()).as("sales").isGreaterThan(sales + 1);
              assertThat(books.deposits()).as("deposits").isGreaterThan(deposits + 1);
              assertThat(books.withdrawals()).as("withdrawals").isGreaterThan(withdrawals);
            });
  }

  /** What anybody sees; what an auditor does is done after every class. */
  private void assertAnybodyCanCheck() throws Exception {
    String log = suite.address("AUDIT_URL") + "/log";
    String policy = suite.address("POLICY_FILE");
    Command.Result seen = suite.command().runTally("fsck", log, "--policy", policy);
    assertThat(seen.exitCode()).as(seen.output()).isZero();
  }
}
