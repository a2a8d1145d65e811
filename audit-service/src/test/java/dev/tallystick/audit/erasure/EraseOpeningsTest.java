package dev.tallystick.audit.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.EntryIntake;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.entry.ReleaseAdmission;
import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.proof.IssueReceipts;
import dev.tallystick.audit.proof.Proofs;
import dev.tallystick.audit.proof.RecordedTimeFloor;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.audit.sequencing.Pace;
import dev.tallystick.audit.sequencing.Sequencer;
import dev.tallystick.audit.sequencing.SequencerThread;
import dev.tallystick.audit.storage.FreshEntries;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.audit.storage.PostgresLogStore;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.events.EventClass;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.events.type.AnomalyRaised;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Bodies go after their term, in an order that survives every crash; the log stays whole. Its
 * service has nothing else to append, so that the entries are the test's own.
 */
@QuarkusTest
@TestProfile(EraseOpeningsTest.QuietLog.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class EraseOpeningsTest {
  private static final int BODIES = 5;
  private static final int DELETED = EventTypes.get("opening.deleted").code();

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
  @Inject ReleaseAdmission decisions;
  @Inject LogEntryRepository entries;
  @Inject LogStateRepository states;
  @Inject Proofs proofs;
  @Inject LogPolicy policy;
  @Inject LogIdentity identity;
  @Inject CheckpointSigner signer;
  @Inject DataSource database;

  private OpeningKeyId key;
  private LocalDate day;
  private long start;

  @BeforeEach
  void start() {
    start = state().size();
    day = LocalDate.now(ZoneOffset.UTC);
    key = new OpeningKeyId((int) day.toEpochDay(), EventClass.EXCHANGE);
  }

  /** Erases what is left, and forgets that the day was ever erased. */
  @AfterEach
  void stop() throws SQLException {
    erasure().run();
    try (Connection connection = connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from opening_erasure");
    }
    keys.prepare();
  }

  private Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(
        setting("quarkus.datasource.jdbc.url"),
        setting("quarkus.flyway.username"),
        setting("quarkus.flyway.password"));
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  @Test
  void run_erasesTheDayAndEveryProofStillHolds() throws Exception {
    fill();
    List<StoredEntry> before = rows();
    Receipt kept = receipt(before.get(0));

    assertThat(erasure().run()).contains(day);

    List<StoredEntry> after = rows();
    JsonObject said = seal.openBody(after.get(after.size() - 1)).data();
    assertThat(said.getString("day")).isEqualTo(day.toString());
    assertThat(said.getString("deleted")).isEqualTo("EXCHANGE");
    assertThat(said.getInteger("count")).isEqualTo(BODIES);
    assertThat(said.getInteger("firstIndex")).isEqualTo(start);
    assertThat(said.getInteger("lastIndex")).isEqualTo(start + 2L * BODIES - 2);
    assertErased(before);
    List<StoredEntry> all = entries.range(0, Long.MAX_VALUE);
    assertThat(Merkle.root(all.stream().map(row -> Merkle.leafHash(row.entry())).toList()))
        .as("the root over what is left")
        .isEqualTo(state().root());
    Receipt now = receipt(after.get(0));
    NoteVerifier key = NoteVerifier.parse(identity.vkey());
    assertThat(now.verify(key)).isNotNull();
    assertThat(kept.verify(key)).as("a receipt from before").isNotNull();
    assertThat(now.opening().entry()).isEqualTo(kept.opening().entry());
    assertThat(kept.opening().body().value()).isPresent();
    assertThat(now.opening().stub().value()).isPresent();
    assertThat(now.opening().body().value()).isEmpty();
    assertThat(now.opening().internal().value()).isEmpty();
  }

  @Test
  void run_againErasesNothingMore() {
    fill();
    erasure().run();
    long size = state().size();

    assertThat(erasure().run()).isEmpty();
    assertThat(state().size()).isEqualTo(size);
  }

  @Test
  void run_afterACrashBetweenAnyTwoStepsFinishesWithOneEntry() throws SQLException {
    List<Consumer<OpeningErasure>> crashes =
        List.of(
            begun -> {},
            begun -> own.append(begun.event(), begun.data(), Optional.empty(), List.of()),
            begun -> erasure().logged(begun),
            begun -> {
              erasure().logged(begun);
              erasures.eraseBytes(key, start, start + 3);
            },
            begun -> {
              erasure().logged(begun);
              erasures.eraseBytes(key, start, start + 100);
            });
    for (Consumer<OpeningErasure> crash : crashes) {
      finishesAfter(crash);
      stop();
      start();
    }
  }

  @Test
  void run_whileTheLogCannotBeWrittenErasesNothing() {
    fill();
    List<StoredEntry> before = rows();

    assertThatThrownBy(() -> erasure(ownEventsOfAClosedLog()).run())
        .isInstanceOf(DomainProblem.class);

    assertThat(rows()).hasSameSizeAs(before);
    assertThat(rows()).allMatch(row -> row.sealed() != null);
    assertThat(rows().stream().map(seal::openBody)).hasSize(before.size());
  }

  @Test
  void run_waitsForTheEndOfTheTerm() {
    fill();
    LocalDate last = day.plusYears(3);

    assertThat(erasureAt(at(last), Period.ofYears(3)).run()).isEmpty();
    assertThat(erasureAt(at(last.plusDays(1)), Period.ofYears(3).plusDays(2)).run()).isEmpty();
    assertThat(erasureAt(at(last.plusDays(1)), Period.ofYears(3)).run()).contains(day);
    assertThatIllegalStateException()
        .isThrownBy(() -> erasureAt(Instant.now(), Period.ofDays(1000)))
        .withMessageContaining("R51");
  }

  @Test
  void database_letsGoOfNothingWithoutTheEntry() throws Exception {
    fill();
    erasure().begin(key);

    try (Connection app = database.getConnection();
        Connection owner = connectAsOwner()) {
      String call = "select erase_openings(%d, 0::smallint, 0, 1000)".formatted(key.day());
      assertRefused(app, call, "TL001");
      assertRefused(app, "update entry set sealed = null", "42501");
      assertRefused(owner, "update entry set sealed = null", "TL001");
      assertThat(erasures.destroyKey(key)).isFalse();

      erasure().logged(erasure().begin(key).orElseThrow());
      assertRefused(owner, "update entry set sealed = null, recorded_millis = 0", "TL001");
      assertRefused(owner, "update entry set sealed = null where seal_class = 1", "TL001");
      assertRefused(owner, "delete from entry", "TL001");
    }
    assertThat(rows()).allMatch(row -> row.sealed() != null);
  }

  private void finishesAfter(Consumer<OpeningErasure> crash) {
    fill();
    List<StoredEntry> before = rows();
    crash.accept(erasure().begin(key).orElseThrow());

    assertThat(erasure().run()).contains(day);

    assertErased(before);
    assertThat(rows().stream().filter(row -> row.typeCode() == DELETED)).hasSize(1);
  }

  /** Of the entries before, those of the class have lost their parts for good, the others none. */
  private void assertErased(List<StoredEntry> before) {
    for (StoredEntry old : before) {
      StoredEntry row = entries.find(old.id()).orElseThrow();
      boolean isErased = old.keyId().equals(key);
      assertThat(row.sealed() == null).as("entry %d", old.index()).isEqualTo(isErased);
      assertThat(row.entry()).isEqualTo(old.entry());
      if (isErased) {
        assertThatThrownBy(() -> seal.open(old))
            .as("with the sealed bytes of a backup")
            .isInstanceOf(LogStoreException.class);
      } else {
        assertThat(seal.openBody(row)).isNotNull();
      }
    }
  }

  /** Exchange and state entries in turn. */
  private void fill() {
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
  private EraseOpenings erasure() {
    return erasure(own);
  }

  private EraseOpenings erasure(OwnEvents log) {
    return erasureAt(at(day.plusYears(3).plusDays(1)), EraseOpenings.SHORTEST_TERM, log);
  }

  private EraseOpenings erasureAt(Instant now, Period term) {
    return erasureAt(now, term, own);
  }

  private EraseOpenings erasureAt(Instant now, Period term, OwnEvents log) {
    return new EraseOpenings(erasures, keys, log, Clock.fixed(now, ZoneOffset.UTC), term);
  }

  private OwnEvents ownEventsOfAClosedLog() {
    Sequencer sequencer =
        new Sequencer(
            new PostgresLogStore(database),
            seal,
            signer,
            Clock.systemUTC(),
            new Sequencer.Committed(new LogHead(), new FreshEntries(List.of())));
    SequencerThread closed =
        new SequencerThread(sequencer, new Pace(Duration.ZERO), 1000, 1 << 20, () -> {});
    closed.close();
    return new OwnEvents(
        new EntryIntake(seal, closed, decisions, Runnable::run), Clock.systemUTC());
  }

  private static Instant at(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(9));
  }

  private List<StoredEntry> rows() {
    return entries.range(start, Long.MAX_VALUE);
  }

  private LogState state() {
    return states.find().orElseThrow();
  }

  private Receipt receipt(StoredEntry row) throws Exception {
    IssueReceipts receipts =
        new IssueReceipts(
            entries, seal, proofs, policy, new RecordedTimeFloor(states, Clock.systemUTC()));
    return Receipt.parse(receipts.json(row, EnumSet.allOf(PartName.class)));
  }

  private static void assertRefused(Connection connection, String sql, String state)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).as(sql).isEqualTo(state));
    }
  }
}
