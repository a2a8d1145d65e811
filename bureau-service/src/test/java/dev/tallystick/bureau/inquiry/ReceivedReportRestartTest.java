package dev.tallystick.bureau.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.producer.Follower;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that starts reads what was acknowledged while none ran, or what a crash has lost. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReceivedReportRestartTest {
  private static final BureauId BUREAU = new BureauId("bureau-north");
  private static final String CURSOR =
      "select log_index from received_position where bureau_id = ?";
  private static final String STATE = "select state from inquiry where event_id::text = ?";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;
  @Inject Follower follower;
  @Inject InquirySteps steps;
  @Inject ReceivedCursorRepository cursors;
  @Inject BureauRepository bureaus;

  @AfterEach
  void stop() {
    follower.close();
  }

  @Test
  void projection_beginsWhereTheOneBeforeItHasLeftOff() {
    enlist(BUREAU);
    // At the beginning of a log that says nothing of acknowledgements the cursor is -1.
    awaitFollowed(BUREAU, -1);
    String release = drawId();
    long index = market.log().append(received(BUREAU, release)).index();
    // The bureau's own acknowledgements of other tests may come behind it.
    awaitFollowed(BUREAU, index);

    // As it stands on disk after a crash: the entry was not read, and the answer has not left.
    addIntent(BUREAU, release);
    forget(BUREAU, index);

    new ReceivedReportProjection(follower, steps, cursors, bureaus).run(BUREAU);

    await(() -> one(BUREAU, STATE, release).equals("RECEIVED"));
    assertThat(cursors.begin(BUREAU, -1)).isGreaterThanOrEqualTo(index);
  }

  /** Another instance has sold in its name before, and has read less of the log. */
  @Test
  void projection_ofABureauThatIsEnlistedLater_readsAgainWhatHasPassedBy() {
    enlist(BUREAU);
    ReceivedReportProjection projection =
        new ReceivedReportProjection(follower, steps, cursors, bureaus);
    projection.run(BUREAU);
    // No other test has a bureau of this name: one that is followed already is read for at once.
    BureauId newcomer = new BureauId("bureau-newcomer");
    String release = drawId();
    long index = market.log().append(received(newcomer, release)).index();
    await(() -> follower.position() >= index);

    enlist(newcomer);
    awaitFollowed(newcomer, index);
    addIntent(newcomer, release);
    forget(newcomer, index);
    projection.run(newcomer);

    await(() -> one(newcomer, STATE, release).equals("RECEIVED"));
  }

  /** The service itself has read for the bureau up to here. */
  private void awaitFollowed(BureauId bureau, long index) {
    await(
        () -> {
          String cursor = one(bureau, CURSOR, bureau);
          return !cursor.isEmpty() && Long.parseLong(cursor) >= index;
        });
  }

  private void forget(BureauId bureau, long index) {
    one(bureau, "update received_position set log_index = ?::bigint returning 'set'", index - 1);
  }

  private void enlist(BureauId bureau) {
    one(
        bureau,
        "insert into bureau (bureau_id) values (?) on conflict do nothing returning 'new'",
        bureau);
  }

  private void addIntent(BureauId bureau, String release) {
    one(
        bureau,
        ("insert into inquiry (bureau_id, attempt, lender, idempotency_key, request_hash, state,"
                + " claimed_until, created_at, subject, product, event_id) values ('%s',"
                + " gen_random_uuid(), 'bank', gen_random_uuid()::text, '', 'INTENT', 'infinity',"
                + " now(), 'sub_a', 'prd_a', ?::uuid) returning 'added'")
            .formatted(bureau.value()),
        release);
    assertThat(one(bureau, STATE, release)).isEqualTo("INTENT");
  }

  private static String drawId() {
    return new EventFactory(new MovableClock(), new SecureRandom(), "bureau-service")
        .drawId()
        .toString();
  }

  private static Event received(BureauId bureau, String release) {
    JsonObject data =
        JsonObject.builder()
            .put("release", release)
            .put("releaseIndex", 1)
            .put("releaseEntry", "0".repeat(64))
            .put("from", bureau.value())
            .put("to", "bank-riverside")
            .put("payloadDigest", "0".repeat(64))
            .put("checkpointSize", 10)
            .put("checkpointRoot", "0".repeat(64))
            .put("receivedAt", "2026-03-02T01:20:00.000Z")
            .put("receiverSignature", "e30.e30.AA")
            .build();
    try {
      return new EventFactory(new MovableClock(), new SecureRandom(), "audit-service")
          .create(
              "data.received",
              Optional.of("sub_" + "a".repeat(26)),
              data,
              Optional.empty(),
              Map.of(),
              List.of());
    } catch (InvalidEventException e) {
      throw new AssertionError(e.field(), e);
    }
  }

  private static void await(Callable<Boolean> holds) {
    // One thread goes through all bureaus, and the tests before have left many.
    Awaitility.await().atMost(Duration.ofMinutes(5)).pollInSameThread().until(holds);
  }

  /** The one value of the first row, in the name of the bureau. */
  private String one(BureauId bureau, String sql, Object value) {
    try (Connection connection = database.getConnection();
        PreparedStatement name =
            connection.prepareStatement("select set_config('tallystick.bureau', ?, false)");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      name.setString(1, bureau.value());
      name.execute();
      statement.setString(1, value.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      } finally {
        name.setString(1, "");
        name.execute();
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
