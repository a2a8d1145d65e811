package dev.tallystick.audit.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.audit.entry.EntryIntake;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.entry.ReleaseAdmission;
import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.proof.IssueReceipts;
import dev.tallystick.audit.proof.Proofs;
import dev.tallystick.audit.proof.RecordedTimeFloor;
import dev.tallystick.audit.sequencing.Pace;
import dev.tallystick.audit.sequencing.Sequencer;
import dev.tallystick.audit.sequencing.SequencerThread;
import dev.tallystick.audit.storage.FreshEntries;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogStore;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.events.EventClass;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Bodies go after their term, in an order that survives every crash; the log stays whole. */
@QuarkusTest
@TestProfile(ErasureCase.QuietLog.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class EraseOpeningsTest extends ErasureCase {
  private static final int DELETED = EventTypes.get("opening.deleted").code();

  @Inject ReleaseAdmission decisions;
  @Inject Proofs proofs;
  @Inject LogPolicy policy;
  @Inject LogIdentity identity;
  @Inject CheckpointSigner signer;
  @Inject LogStore store;

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

  /** What the log says of an earlier day is another erasure: the others go on. */
  @Test
  void dayThatFails_holdsUpNoOther() throws Exception {
    fill();
    OpeningKeyId earlier = new OpeningKeyId(key.day() - 1, EventClass.EXCHANGE);
    try (Connection owner = connectAsOwner()) {
      run(
          owner,
          "insert into opening_key (seal_day, seal_class, wrapped_key) select %d, seal_class,"
                  .formatted(earlier.day())
              + " wrapped_key from opening_key where seal_day = %d and seal_class = 0"
                  .formatted(key.day()));
    }
    OpeningErasure begun = erasure().begin(earlier).orElseThrow();
    OpeningErasure wider =
        new OpeningErasure(
            earlier,
            own.drawId(),
            new OpeningErasure.Extent(begun.extent().bodies(), 0, Long.MAX_VALUE >> 11),
            begun.evidence(),
            false);
    own.append(wider.event(), wider.data(), Optional.empty(), List.of());
    erasures.replaceEvent(earlier, wider.event());

    assertThat(erasure().run()).contains(day).doesNotContain(day.minusDays(1));

    erasures.replaceEvent(earlier, own.drawId());
    assertThat(erasure().run()).contains(day.minusDays(1));
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

  private OwnEvents ownEventsOfAClosedLog() {
    Sequencer sequencer =
        new Sequencer(
            store,
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

  private Receipt receipt(StoredEntry row) throws Exception {
    IssueReceipts receipts =
        new IssueReceipts(
            entries, seal, proofs, policy, new RecordedTimeFloor(states, Clock.systemUTC()));
    return Receipt.parse(receipts.json(row, EnumSet.allOf(PartName.class)));
  }
}
