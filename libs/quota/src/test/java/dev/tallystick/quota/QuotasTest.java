package dev.tallystick.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is granted, over replicas and windows. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class QuotasTest {
  @Inject QuotaStore store;
  @Inject TestClock clock;
  @Inject DataSource database;
  private final QuotaHolder holder = QuotaHolder.person("sub_" + UUID.randomUUID());

  @Test
  void replicas_togetherNeverGrantMoreThanTheLimit_andLoseAShareEachAtMost() throws Exception {
    Quota quota = Quota.perDay("test", 1_000);
    List<Quotas> replicas =
        List.of(new Quotas(store, clock), new Quotas(store, clock), new Quotas(store, clock));
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<Integer>> granted = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Quotas replica = replicas.get(i % 3);
      granted.add(threads.submit(() -> grants(replica, quota, 300)));
    }
    int sum = 0;
    for (Future<Integer> one : granted) {
      sum += one.get();
    }
    threads.shutdown();

    assertThat(sum).isBetween(1_000 - 2 * 10, 1_000);
    for (Quotas replica : replicas) {
      assertThat(replica.takeOne(quota, holder)).isPresent();
    }
  }

  private int grants(Quotas replica, Quota quota, int tries) {
    int granted = 0;
    for (int i = 0; i < tries; i++) {
      granted += replica.takeOne(quota, holder).isEmpty() ? 1 : 0;
    }
    return granted;
  }

  @Test
  void take_isAllOrNothing_andGoesWithTheTransaction() {
    Quotas quotas = new Quotas(store, clock);
    Quota quota = Quota.perMinute("test", 10);

    assertThat(quotas.take(quota, holder, 8)).isEmpty();
    assertThat(quotas.take(quota, holder, 3)).hasValueSatisfying(w -> assertThat(w).isPositive());
    QuarkusTransaction.begin();
    assertThat(quotas.take(quota, holder, 2)).isEmpty();
    QuarkusTransaction.rollback();
    assertThat(quotas.take(quota, holder, 2)).as("nothing was taken before").isEmpty();
    assertThat(quotas.take(quota, holder, 11)).as("more than there ever is").isPresent();
    clock.pass(Duration.ofMinutes(1));
    assertThat(quotas.take(quota, holder, 10)).isEmpty();
  }

  @Test
  void counts_nameNobody_andAreForgotten() throws Exception {
    Quotas quotas = new Quotas(store, clock);
    Quota quota = Quota.perDay("forgotten", 10);
    assertThat(quotas.takeOne(quota, holder)).isEmpty();
    clock.pass(Duration.ofDays(3));

    assertThat(quotas.takeOne(quota, holder)).isEmpty();

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*), bool_and(octet_length(holder) = 32) from quota_count where quota = 'forgotten'")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(rows.getBoolean(2)).isTrue();
    }
  }
}
