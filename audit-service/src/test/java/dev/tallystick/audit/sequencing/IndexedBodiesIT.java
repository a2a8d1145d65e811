package dev.tallystick.audit.sequencing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.TestParties;
import dev.tallystick.audit.index.IndexFollower;
import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.index.IndexSnapshots;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.sealing.SharedOpeningKeys;
import dev.tallystick.audit.storage.FreshEntries;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the index reads out of bodies is in it in the end, unless it is nowhere any more. */
class IndexedBodiesIT {
  private static final String PARTY = "bank-east";

  private final Clock clock = Clock.systemUTC();
  private final TestLog log = TestLog.create(clock, store -> store);
  private final AtomicInteger refusals = new AtomicInteger();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void body_whoseKeyCannotBeReadNowIsIndexedLater() throws Exception {
    log.append(TestEvents.CLIENT, new TestParties(clock).registered(PARTY, "LENDER"));
    OpeningSeal seal = sealOfLaterDays();
    refusals.set(2);

    try (IndexFollower follower = follow(seal)) {
      awaitIndexed(follower);
    }

    assertThat(refusals.get()).as("the key was asked for in vain").isNotPositive();
    assertThat(count("select count(*) from party_role where party = '" + PARTY + "'")).isOne();
  }

  @Test
  void body_whoseKeyIsGoneHoldsTheIndexUpNoLonger() throws Exception {
    log.append(TestEvents.CLIENT, new TestParties(clock).registered(PARTY, "LENDER"));
    OpeningSeal seal = sealOfLaterDays();
    try (Connection connection = log.connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute("delete from opening_key where seal_day in (select seal_day from entry)");
    }

    try (IndexFollower follower = follow(seal)) {
      awaitIndexed(follower);
    }

    assertThat(count("select count(*) from party_role where party = '" + PARTY + "'")).isZero();
    assertThat(count("select count(*) from index_run")).as("its labels").isPositive();
  }

  /** Days later, when no key of today is in memory. */
  private OpeningSeal sealOfLaterDays() {
    Clock later = Clock.offset(clock, Duration.ofDays(5));
    return new OpeningSeal(
        new OpeningKeys(new SharedOpeningKeys(refusing()), log.kms(), later), id -> List.of());
  }

  /** The log's own database, which refuses as many connections as a test says. */
  private DataSource refusing() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (refusals.getAndDecrement() > 0) {
                throw new SQLException("made to fail: there is no connection left");
              }
              return log.dataSource.getConnection();
            });
  }

  private IndexFollower follow(OpeningSeal seal) {
    IndexFollower follower =
        new IndexFollower(
            new IndexFollower.Parts(
                log.dataSource,
                seal,
                log.entries,
                new FreshEntries(IndexFollower.typesRead()),
                IndexSalts.beginOrLoad(log.dataSource, log.kms())),
            new IndexSnapshots(),
            root -> {},
            clock,
            Duration.ofSeconds(1));
    follower.start();
    return follower;
  }

  private static void awaitIndexed(IndexFollower follower) {
    await().atMost(60, SECONDS).until(() -> follower.indexed() > 0);
    assertThat(follower.indexed()).isOne();
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = log.connectAsApp();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
