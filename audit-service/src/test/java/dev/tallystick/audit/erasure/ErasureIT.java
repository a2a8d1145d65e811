package dev.tallystick.audit.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.proof.Receipts;
import dev.tallystick.audit.sequencing.TestLog;
import dev.tallystick.audit.storage.EntryRow;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.EventClass;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import java.sql.Connection;
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
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies go after their term, in an order that survives every crash; the log stays whole. */
class ErasureIT {
  private static final int BODIES = 5;
  private static final int DELETED = EventTypes.get("opening.deleted").code();

  private TestLog log;
  private OwnEvents own;
  private OpeningKeyId key;
  private LocalDate day;

  @BeforeEach
  void start() {
    log = TestLog.create(Clock.systemUTC(), store -> store);
    own = new OwnEvents(log.intake, Clock.systemUTC());
    day = LocalDate.now(ZoneOffset.UTC);
    key = new OpeningKeyId((int) day.toEpochDay(), EventClass.EXCHANGE);
  }

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void run_erasesTheDayAndEveryProofStillHolds() throws Exception {
    fill();
    List<EntryRow> before = rows();
    Receipt kept = receipt(before.get(0));

    assertThat(erasure().run()).contains(day);

    List<EntryRow> after = rows();
    JsonObject said = log.seal.openBody(after.get(after.size() - 1)).data();
    assertThat(said.getString("day")).isEqualTo(day.toString());
    assertThat(said.getString("deleted")).isEqualTo("EXCHANGE");
    assertThat(said.getInteger("count")).isEqualTo(BODIES);
    assertThat(said.getInteger("firstIndex")).isZero();
    assertThat(said.getInteger("lastIndex")).isEqualTo(2L * BODIES - 2);
    assertErased(before);
    assertThat(Merkle.root(after.stream().map(row -> Merkle.leafHash(row.entry())).toList()))
        .as("the root over what is left")
        .isEqualTo(state().root());
    Receipt now = receipt(after.get(0));
    NoteVerifier key = NoteVerifier.parse(log.keys.identity().vkey());
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
  void run_afterACrashBetweenAnyTwoStepsFinishesWithOneEntry() {
    List<Consumer<Erasure>> crashes =
        List.of(
            begun -> {},
            begun ->
                own.append(
                    begun.event(), "opening.deleted", Optional.empty(), begun.data(), List.of()),
            begun -> erasure().logged(begun),
            begun -> {
              erasure().logged(begun);
              new ErasureTable(log.dataSource).eraseBytes(key, 0, 3);
            },
            begun -> {
              erasure().logged(begun);
              new ErasureTable(log.dataSource).eraseBytes(key, 0, 100);
            });
    for (Consumer<Erasure> crash : crashes) {
      finishesAfter(crash);
      stop();
      start();
    }
  }

  @Test
  void run_whileTheLogCannotBeWrittenErasesNothing() {
    fill();
    List<EntryRow> before = rows();
    log.close();

    assertThatThrownBy(() -> erasure().run()).isInstanceOf(DomainProblem.class);

    assertThat(rows()).hasSameSizeAs(before);
    assertThat(rows()).allMatch(row -> row.sealed() != null);
    assertThat(rows().stream().map(log.seal::openBody)).hasSize(before.size());
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

    try (Connection app = log.connectAsApp();
        Connection owner = log.connectAsSuperuser()) {
      String call = "select erase_openings(%d, 0::smallint, 0, 100)".formatted(key.day());
      assertRefused(app, call, "TL001");
      assertRefused(app, "update entry set sealed = null", "42501");
      assertRefused(owner, "update entry set sealed = null", "TL001");
      assertThat(new ErasureTable(log.dataSource).destroyKey(key)).isFalse();

      erasure().logged(erasure().begin(key).orElseThrow());
      assertRefused(owner, "update entry set sealed = null, recorded_millis = 0", "TL001");
      assertRefused(owner, "update entry set sealed = null where seal_class = 1", "TL001");
      assertRefused(owner, "delete from entry", "TL001");
    }
    assertThat(rows()).allMatch(row -> row.sealed() != null);
  }

  private void finishesAfter(Consumer<Erasure> crash) {
    fill();
    List<EntryRow> before = rows();
    crash.accept(erasure().begin(key).orElseThrow());

    assertThat(erasure().run()).contains(day);

    assertErased(before);
    assertThat(rows().stream().filter(row -> row.typeCode() == DELETED)).hasSize(1);
  }

  /** Of the entries before, those of the class have lost their parts for good, the others none. */
  private void assertErased(List<EntryRow> before) {
    for (EntryRow old : before) {
      EntryRow row = log.entries.find(old.id()).orElseThrow();
      boolean isErased = old.keyId().equals(key);
      assertThat(row.sealed() == null).as("entry %d", old.index()).isEqualTo(isErased);
      assertThat(row.entry()).isEqualTo(old.entry());
      if (isErased) {
        assertThatThrownBy(() -> log.seal.open(old))
            .as("with the sealed bytes of a backup")
            .isInstanceOf(LogStoreException.class);
      } else {
        assertThat(log.seal.openBody(row)).isNotNull();
      }
    }
  }

  /** Exchange and state entries in turn. */
  private void fill() {
    TestEvents others = new TestEvents(Clock.systemUTC());
    for (int i = 0; i < BODIES; i++) {
      String now = Timestamps.format(System.currentTimeMillis());
      JsonObject data =
          JsonObject.builder()
              .put("anomaly", "ano_" + own.drawId())
              .put("detector", "NIGHT_BURST")
              .put("from", now)
              .put("until", now)
              .put("observed", 1000)
              .put("expected", 40)
              .put("severity", "ALARM")
              .build();
      own.append(own.drawId(), "anomaly.raised", Optional.empty(), data, List.of());
      log.append(TestEvents.CLIENT, others.freeze());
    }
    // Midnight may have passed since the start.
    key = rows().get(0).keyId();
    day = LocalDate.ofEpochDay(key.day());
  }

  /** What runs three years and a day later; the log itself stays in the present. */
  private OpeningErasure erasure() {
    return erasureAt(at(day.plusYears(3).plusDays(1)), OpeningErasure.SHORTEST_TERM);
  }

  private OpeningErasure erasureAt(Instant now, Period term) {
    return new OpeningErasure(
        log.dataSource, log.openingKeys, own, Clock.fixed(now, ZoneOffset.UTC), term);
  }

  private static Instant at(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(9));
  }

  private List<EntryRow> rows() {
    return log.entries.range(0, Long.MAX_VALUE);
  }

  private LogState state() {
    return log.states.find().orElseThrow();
  }

  private Receipt receipt(EntryRow row) throws Exception {
    Receipts receipts =
        new Receipts(log.entries, log.states, log.seal, log.proofs, log.policy, Clock.systemUTC());
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
