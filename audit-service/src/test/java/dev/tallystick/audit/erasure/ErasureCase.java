package dev.tallystick.audit.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.EntryIntake;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventClass;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.events.type.AnomalyRaised;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service that has nothing else to append, so that the entries are the test's own. */
abstract class ErasureCase {
  static final String TODAY = "(now() at time zone 'UTC')";
  static final String AFTER_THE_TERM = TODAY + "::date + interval '3 years 1 day'";
  static final int BODIES = 5;

  /** No index root comes between the entries of a test. */
  public static final class QuietLog implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("tallystick.audit.index-interval", "PT1H");
    }
  }

  @Inject OpeningErasureRepository erasures;
  @Inject OpeningKeys keys;
  @Inject OpeningSeal seal;
  @Inject OwnEvents own;
  @Inject EntryIntake intake;
  @Inject LogEntryRepository entries;
  @Inject LogStateRepository states;
  @Inject DataSource database;

  OpeningKeyId key;
  LocalDate day;
  long start;

  /** For the database, too, the term of today's bodies is over. */
  @BeforeEach
  void start() throws SQLException {
    setDatabaseDay(AFTER_THE_TERM);
    start = state().size();
    day = LocalDate.now(ZoneOffset.UTC);
    key = new OpeningKeyId((int) day.toEpochDay(), EventClass.EXCHANGE);
  }

  /** Erases what is left, and forgets that the day was ever erased. */
  @AfterEach
  void stop() throws SQLException {
    setDatabaseDay(AFTER_THE_TERM);
    erasure().run();
    try (Connection connection = connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from opening_erasure");
    }
    setDatabaseDay(TODAY);
    keys.prepare();
  }

  /** Only the owner of the schema can do this. */
  static void setDatabaseDay(String expression) throws SQLException {
    try (Connection connection = connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create or replace function database_day() returns date language sql stable as $$ select ("
              + expression
              + ")::date $$");
    }
  }

  static Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(
        setting("quarkus.datasource.jdbc.url"),
        setting("quarkus.flyway.username"),
        setting("quarkus.flyway.password"));
  }

  static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  /** Exchange and state entries in turn. */
  void fill() {
    TestEvents others = new TestEvents(Clock.systemUTC());
    for (int i = 0; i < BODIES; i++) {
      Instant now = Instant.now();
      AnomalyRaised data =
          AnomalyRaised.builder()
              .anomaly(new AnomalyId("ano_" + own.drawId()))
              .detector("NIGHT_BURST")
              .from(now)
              .until(now)
              .observed(1000)
              .expected(40)
              .severity(AnomalyRaised.Severity.ALARM)
              .build();
      own.append(own.drawId(), data, Optional.empty(), List.of());
      assertThat(
              intake
                  .submit(TestEvents.CLIENT, List.of(others.freeze()))
                  .toCompletableFuture()
                  .join())
          .allMatch(answered -> answered.outcome() instanceof AppendOutcome.Logged);
    }
    // Midnight may have passed since the start.
    key = rows().get(0).keyId();
    day = LocalDate.ofEpochDay(key.day());
  }

  /** What runs three years and a day later; the log itself stays in the present. */
  EraseOpenings erasure() {
    return erasure(own);
  }

  EraseOpenings erasure(OwnEvents log) {
    return erasureAt(at(day.plusYears(3).plusDays(1)), EraseOpenings.SHORTEST_TERM, log);
  }

  EraseOpenings erasureAt(Instant now, Period term) {
    return erasureAt(now, term, own);
  }

  EraseOpenings erasureAt(Instant now, Period term, OwnEvents log) {
    return new EraseOpenings(
        erasures, keys, new ErasureLog(log, entries, seal), Clock.fixed(now, ZoneOffset.UTC), term);
  }

  static Instant at(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(9));
  }

  List<StoredEntry> rows() {
    return entries.range(start, Long.MAX_VALUE);
  }

  LogState state() {
    return states.find().orElseThrow();
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static void assertRefused(Connection connection, String sql, String state) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).as(sql).isEqualTo(state));
    }
  }
}
