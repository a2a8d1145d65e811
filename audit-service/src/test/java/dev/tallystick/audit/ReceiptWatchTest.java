package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.audit.cosigning.TestWitness;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.receiving.ReceiptRepositories;
import dev.tallystick.audit.receiving.ReceiptTerms;
import dev.tallystick.audit.receiving.ReceiptWatch;
import dev.tallystick.audit.storage.Locks;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.audit.witness.WitnessedCheckpointRepository;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.TestClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who leaves releases without a receipt is named in the log, and gets no more for a while. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReceiptWatchTest {
  private static final int LIMIT = 2;
  private static final ReceiptTerms TERMS =
      new ReceiptTerms(Duration.ofHours(1), Duration.ofHours(24), LIMIT, Duration.ofMinutes(15));

  @Inject DataSource database;
  @Inject WitnessedCheckpointRepository checkpoints;
  @Inject ReceiptRepositories rows;
  @Inject LogIdentity identity;
  @Inject WitnessedCheckpoints witnessed;
  @Inject LogStateRepository states;
  @Inject OwnEvents log;

  @TempDir private Path folder;

  private final TestClock clock = TestClock.running();
  private TestExchange exchange;
  private long before;

  @BeforeEach
  void signUp() {
    before = states.find().orElseThrow().size();
    exchange = new TestExchange();
  }

  private ReceiptWatch watch(WitnessedCheckpoints by) {
    return new ReceiptWatch(
        new ReceiptWatch.Sources(database, by, states), rows, log, TERMS, clock);
  }

  /** The service watches too, by the real clock, and the index follows: either may come between. */
  private static void look(ReceiptWatch watch) {
    await().atMost(60, SECONDS).pollInSameThread().until(watch::look);
  }

  /** What one lender leaves open, which the index knows. */
  private List<Logged> releases(int count) throws Exception {
    List<Logged> releases = new ArrayList<>();
    Logged first = exchange.first();
    for (int i = 0; i < count; i++) {
      releases.add(exchange.second(first));
    }
    awaitIndex(releases.get(count - 1).index() + 1);
    return releases;
  }

  /** What the log has said of the lender since the test began, as an auditor reads it. */
  private List<String> said(String... words) {
    long size = states.find().orElseThrow().size();
    Response openings =
        given()
            .auth()
            .oauth2(auditor("*"))
            .get("/v1/openings?from=%d&to=%d".formatted(before, size));
    assertThat(openings.statusCode()).isEqualTo(200);
    String lines = openings.asString();
    return lines
        .lines()
        .filter(line -> line.contains("\"party\":\"" + exchange.lender + "\""))
        .filter(line -> List.of(words).stream().allMatch(line::contains))
        .toList();
  }

  private List<String> missing() {
    return said("RECEIPT_MISSING", "WARNING");
  }

  private List<String> suspensions() {
    return said("service.suspended", "RECEIPTS");
  }

  @Test
  void look_namesEachMissingReceiptOnceWhenItIsDue() throws Exception {
    List<Logged> releases = releases(LIMIT);
    ReceiptWatch watch = watch(witnessed);

    look(watch);
    clock.pass(Duration.ofMinutes(59));
    look(watch);
    assertThat(missing()).isEmpty();

    clock.pass(Duration.ofMinutes(1));
    look(watch);
    clock.pass(Duration.ofMinutes(1));
    look(watch);

    assertThat(watch.overdue()).as("for the alarm").isGreaterThanOrEqualTo(LIMIT);
    assertThat(missing()).hasSize(1);
    assertThat(missing().get(0))
        .contains(releases.stream().map(one -> one.event().id().toString()).toList())
        .contains("\"observed\":" + LIMIT);
    assertThat(suspensions()).as("as many as may be").isEmpty();
  }

  @Test
  void look_shutsOutWhoOwesTooManyAsLongAsTheyCount() throws Exception {
    List<Logged> releases = releases(LIMIT + 1);
    ReceiptWatch watch = watch(witnessed);
    look(watch);

    clock.pass(Duration.ofMinutes(61));
    look(watch);
    clock.pass(Duration.ofMinutes(1));
    look(watch);
    assertThat(suspensions()).hasSize(1);
    assertThat(suspensions().get(0))
        .contains("3 receipts are overdue, 2 may be.")
        .contains(said("RECEIPT_MISSING", "ALARM").get(0).replaceAll(".*(ano_[0-9a-f-]*).*", "$1"));

    clock.pass(Duration.ofMinutes(13));
    look(watch);
    assertThat(suspensions()).as("renewed before it ends").hasSize(2);

    TestAcknowledgements lender = new TestAcknowledgements(exchange);
    Response receipt = lender.postAsLender(lender.lenders(releases.get(0)));
    awaitIndex(receipt.jsonPath().getLong("index") + 1);
    clock.pass(Duration.ofMinutes(15));
    look(watch);
    assertThat(suspensions()).as("no cause any more").hasSize(2);
    assertThat(said("RECEIPT_MISSING", "ALARM")).as("raised once, whatever was renewed").hasSize(1);
    assertThat(said("anomaly.cleared")).hasSize(1);
  }

  @Test
  void look_countsAnOverdueReceiptForADay() throws Exception {
    List<Logged> unused = releases(LIMIT + 1);
    ReceiptWatch watch = watch(witnessed);
    look(watch);
    clock.pass(Duration.ofHours(24));
    look(watch);
    assertThat(suspensions()).hasSize(1);

    clock.pass(Duration.ofHours(2));
    look(watch);

    assertThat(suspensions()).hasSize(1);
  }

  /** A name that no event may bear, before the lender in every order. */
  @Test
  void look_goesOnBehindARecipientOfWhomTheLogWillNotHear() throws Exception {
    String nameless = "! nobody";
    List<Logged> releases = releases(LIMIT + 1);
    try (Connection owner = connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          insert into party_role (party, role, idx, label) values ('%s', 'LENDER', %d, '\\x00')
          """
              .formatted(nameless, before));
      try {
        statement.execute(
            """
            insert into release (event_id, release_id, idx, entry, recorded_millis, step, from_label,
                to_label, subject_label, payload_digest, day)
              select uuidv7(), release_id, idx - 1, entry, recorded_millis,
                step, from_label, '\\x00', subject_label, payload_digest, day
              from release where idx >= %d and idx <= %d and acknowledged is null
            """
                .formatted(releases.get(0).index(), releases.get(LIMIT).index()));
        ReceiptWatch watch = watch(witnessed);
        look(watch);
        clock.pass(Duration.ofMinutes(61));

        look(watch);
        clock.pass(Duration.ofMinutes(1));
        look(watch);
        assertThat(untold(nameless)).as("to be told when the log takes it").isOne();
      } finally {
        statement.execute("delete from release where to_label = '\\x00'");
        statement.execute("delete from party_role where label = '\\x00'");
      }
    }

    assertThat(missing()).hasSize(1);
    assertThat(suspensions()).hasSize(1);
  }

  private static Connection connectAsOwner() throws SQLException {
    Config settings = ConfigProvider.getConfig();
    return DriverManager.getConnection(
        settings.getValue("quarkus.datasource.jdbc.url", String.class),
        settings.getValue("quarkus.flyway.username", String.class),
        settings.getValue("quarkus.flyway.password", String.class));
  }

  private long untold(String recipient) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from untold_receipt where recipient = '" + recipient + "'")) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  @Test
  void look_countsNothingThatTheReleaserGaveUp() throws Exception {
    List<Logged> releases = releases(LIMIT + 1);
    for (Logged release : releases.subList(1, releases.size())) {
      exchange.undelivered(release, "bureau-service");
    }
    awaitIndex(states.find().orElseThrow().size());
    ReceiptWatch watch = watch(witnessed);

    look(watch);
    clock.pass(Duration.ofHours(2));
    look(watch);

    assertThat(missing()).hasSize(1);
    assertThat(missing().get(0))
        .contains(releases.get(0).event().id().toString())
        .contains("\"observed\":1");
    assertThat(suspensions()).isEmpty();
  }

  /** Nobody may acknowledge what no quorum has covered, so nobody owes it. */
  @Test
  void look_awaitsNothingBeforeAQuorumHasCosigned() throws Exception {
    List<Logged> unused = releases(LIMIT + 1);
    try (TestWitness quay = new TestWitness("quay")) {
      Path file = Files.writeString(folder.resolve("witnesses"), quay.line() + "quorum quay\n");
      LogPolicy policy = LogPolicy.of(identity, Optional.of(file));
      ReceiptWatch watch = watch(new WitnessedCheckpoints(checkpoints, policy));

      look(watch);
      clock.pass(Duration.ofHours(2));
      look(watch);

      assertThat(missing()).isEmpty();
      assertThat(suspensions()).isEmpty();

      // By a policy that asks for nobody they are covered at once, and due an hour later.
      ReceiptWatch other = watch(witnessed);
      look(other);
      clock.pass(Duration.ofHours(1));
      look(other);
      assertThat(missing()).hasSize(1);
      assertThat(suspensions()).hasSize(1);
    }
  }

  /** Replicas look in turns; the one that asks the witnesses holds its own lock all the time. */
  @Test
  void look_waitsForNoLockButThatOfAnotherLook() throws Exception {
    ReceiptWatch watch = watch(witnessed);
    try (Connection replica = database.getConnection();
        Statement statement = replica.createStatement()) {
      for (long lock : new long[] {Locks.BEGIN, Locks.INDEX, Locks.COSIGNING}) {
        statement.execute("select pg_try_advisory_lock(%d)".formatted(lock));
      }
      try {
        look(watch);
        statement.execute("select pg_advisory_lock(%d)".formatted(Locks.RECEIPTS));
        assertThat(watch.look()).isFalse();
      } finally {
        statement.execute("select pg_advisory_unlock_all()");
      }
    }
  }

  @Test
  void terms_thatNobodyCouldKeepAreRefused() {
    assertThatThrownBy(
            () -> new ReceiptTerms(Duration.ZERO, Duration.ofDays(1), 1, Duration.ofHours(1)))
        .hasMessageContaining("due");
    assertThatThrownBy(
            () -> new ReceiptTerms(Duration.ofHours(1), Duration.ofDays(1), 0, Duration.ofHours(1)))
        .hasMessageContaining("limit");
  }
}
