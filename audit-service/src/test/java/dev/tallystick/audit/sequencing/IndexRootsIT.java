package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.ForeignIndex;
import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.index.IndexFollower;
import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.index.IndexSnapshots;
import dev.tallystick.audit.index.RootAppender;
import dev.tallystick.audit.storage.EntryRow;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.IndexRoot;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever dies between a root's number, its entry and the note of where the entry is: each number
 * stands once in the log, none is left out, and each root is that of the stubs before it.
 */
class IndexRootsIT {
  private final MovableClock clock = new MovableClock();
  private final TestLog log = TestLog.create(clock, store -> store);
  private final TestEvents events = new TestEvents(clock);
  private final IndexSalts salts = IndexSalts.beginOrLoad(log.dataSource, log.kms());
  private final List<IndexFollower> followers = new ArrayList<>();
  private long seconds;

  @AfterEach
  void close() {
    followers.forEach(IndexFollower::close);
    log.close();
  }

  private RootAppender appender() {
    OwnEvents own = new OwnEvents(log.intake, clock);
    return root ->
        own.append(
            own.drawId(),
            "index.root",
            Optional.empty(),
            root.toData(),
            Map.of("index/root", root.number() - 1),
            List.of());
  }

  private IndexSnapshots follow(RootAppender appender) {
    return follow(appender, clock);
  }

  private IndexSnapshots follow(RootAppender appender, Clock itsClock) {
    IndexSnapshots snapshots = new IndexSnapshots();
    IndexFollower follower =
        new IndexFollower(
            new IndexFollower.Parts(log.dataSource, log.seal, log.entries, log.fresh, salts),
            snapshots,
            appender,
            itsClock,
            Duration.ofSeconds(1));
    followers.add(follower);
    follower.start();
    return snapshots;
  }

  private void freeze(String person) {
    // The next root is due; tests do not wait for a second to pass.
    clock.moveBy(Duration.ofSeconds(++seconds));
    log.append(TestEvents.CLIENT, events.freeze(person));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(25);
    }
    throw new AssertionError("not so within 15 s");
  }

  private void awaitNumber(IndexSnapshots snapshots, long number) throws InterruptedException {
    await(() -> snapshots.newest().filter(now -> now.root().data().number() >= number).isPresent());
  }

  /** The chain in the log, each root compared with the stubs before it. */
  private List<IndexRoot> check() throws Exception {
    List<IndexRoot> roots = new ArrayList<>();
    OptionalLong previous = OptionalLong.empty();
    for (EntryRow row : log.entries.range(0, Long.MAX_VALUE)) {
      if (row.typeCode() == IndexRoot.TYPE.code()) {
        IndexRoot root = IndexRoot.find(log.seal.openBody(row).data()).orElseThrow();
        roots.add(root);
        assertThat(root.number()).as("numbers without a gap").isEqualTo(roots.size());
        assertThat(root.previous()).isEqualTo(previous);
        assertThat(root.root()).as("root %d", root.number()).isEqualTo(rebuilt(root.coveredSize()));
        previous = OptionalLong.of(row.index());
      }
    }
    log.check();
    return roots;
  }

  private Hash rebuilt(long size) {
    ForeignIndex index = new ForeignIndex();
    for (EntryRow row : log.entries.range(0, size)) {
      List<String> labels = log.seal.openStub(row).labels().stream().map(Hash::hex).toList();
      index.file(row.index(), row.entry().toByteArray(), labels);
    }
    return Hash.takeOwnershipOf(index.root(label -> salts.of(Hash.fromHex(label)).toByteArray()));
  }

  @Test
  void roots_comeAfterOtherEntriesOnly() throws Exception {
    IndexSnapshots snapshots = follow(appender());
    freeze(TestEvents.subject());
    awaitNumber(snapshots, 1);
    clock.moveBy(Duration.ofSeconds(seconds += 3));
    Thread.sleep(600);

    assertThat(check()).as("nothing has happened since").hasSize(1);
    freeze(TestEvents.subject());
    awaitNumber(snapshots, 2);
    assertThat(check()).hasSize(2);
  }

  @Test
  void number_isUsedOnceWhenTheWriterDiesAfterItsEntry() throws Exception {
    AtomicInteger deaths = new AtomicInteger();
    RootAppender sound = appender();
    IndexSnapshots snapshots =
        follow(
            root -> {
              sound.append(root);
              if (root.number() % 2 == 1 && deaths.incrementAndGet() <= 3) {
                throw new IllegalStateException("made to die after the entry");
              }
            });

    for (int number = 1; number <= 5; number++) {
      freeze(TestEvents.subject());
      awaitNumber(snapshots, number);
    }

    assertThat(deaths.get()).isGreaterThanOrEqualTo(3);
    assertThat(check()).hasSize(5);
  }

  @Test
  void number_isNotSkippedWhenTheWriterDiesBeforeItsEntry() throws Exception {
    AtomicInteger deaths = new AtomicInteger();
    RootAppender sound = appender();
    IndexSnapshots snapshots =
        follow(
            root -> {
              if (deaths.incrementAndGet() % 2 == 1) {
                throw new IllegalStateException("made to die before the entry");
              }
              sound.append(root);
            });

    freeze(TestEvents.subject());
    awaitNumber(snapshots, 1);
    freeze(TestEvents.subject());
    awaitNumber(snapshots, 2);

    assertThat(deaths.get()).isEqualTo(4);
    assertThat(check()).hasSize(2);
  }

  @Test
  void writer_outlivesAnError() throws Exception {
    AtomicInteger errors = new AtomicInteger();
    RootAppender sound = appender();
    IndexSnapshots snapshots =
        follow(
            root -> {
              if (errors.incrementAndGet() == 1) {
                throw new AssertionError("made to fail");
              }
              sound.append(root);
            });

    freeze(TestEvents.subject());
    awaitNumber(snapshots, 1);
    freeze(TestEvents.subject());
    awaitNumber(snapshots, 2);

    assertThat(check()).hasSize(2);
  }

  @Test
  void answer_thatNeverComesIsLookedForInTheLog() throws Exception {
    RootAppender sound = appender();
    IndexSnapshots snapshots =
        follow(
            root -> {
              sound.append(root);
              throw new SequencerProblem.Unavailable();
            });

    freeze(TestEvents.subject());
    awaitNumber(snapshots, 1);

    assertThat(check()).hasSize(1);
  }

  @Test
  void replicas_haveOneWriterAndTheOthersAnswerToo() throws Exception {
    IndexSnapshots writer = follow(appender());
    freeze(TestEvents.subject());
    awaitNumber(writer, 1);
    IndexSnapshots reader =
        follow(
            root -> {
              throw new AssertionError("two processes make roots");
            });
    awaitNumber(reader, 1);
    String person = TestEvents.subject();
    freeze(person);
    freeze(person);
    awaitNumber(writer, 2);
    awaitNumber(reader, 2);
    assertThat(reader.newest().orElseThrow().trie())
        .isEqualTo(writer.newest().orElseThrow().trie());
    assertThat(reader.newest().orElseThrow().root().index())
        .isEqualTo(writer.newest().orElseThrow().root().index());

    IndexSnapshots heir = follow(appender());
    followers.get(1).close();
    followers.get(0).close();
    freeze(person);
    awaitNumber(heir, 3);

    assertThat(check().size()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void number_thatIsTakenIsRefusedByTheLog() throws Exception {
    IndexSnapshots snapshots = follow(appender());
    freeze(TestEvents.subject());
    awaitNumber(snapshots, 1);
    IndexRoot first = snapshots.newest().orElseThrow().root().data();

    for (IndexRoot again : List.of(first, new IndexRoot(3, Hash.sha256(), 1, OptionalLong.of(1)))) {
      try {
        appender().append(again);
        throw new AssertionError("the log took root " + again.number());
      } catch (DomainProblem refused) {
        assertThat(refused.code()).isEqualTo("GUARD_MOVED");
      }
    }
    assertThat(check()).hasSize(1);
  }

  @Test
  void index_madeAgainGoesOnWithTheNextNumber() throws Exception {
    IndexSnapshots snapshots = follow(appender());
    for (int i = 1; i <= 3; i++) {
      freeze(TestEvents.subject());
      awaitNumber(snapshots, i);
    }
    reset();

    freeze(TestEvents.subject());
    awaitNumber(snapshots, 4);

    assertThat(check()).hasSize(4);
  }

  @Test
  void index_madeAgainWhileARootIsAppendedGoesOnWithTheNextNumber() throws Exception {
    RootAppender sound = appender();
    IndexSnapshots snapshots =
        follow(
            root -> {
              if (root.number() == 2) {
                // It has its number, and neither its entry nor its labels.
                reset();
              }
              sound.append(root);
              if (root.number() == 4) {
                reset();
              }
            });

    for (int number = 1; number <= 6; number++) {
      freeze(TestEvents.subject());
      awaitNumber(snapshots, number);
    }

    assertThat(check()).hasSize(6);
  }

  @Test
  void index_madeAgainBeforeARootHasItsNumberGoesOnWithTheNextOne() throws Exception {
    AtomicInteger looks = new AtomicInteger(Integer.MAX_VALUE);
    // The follower looks at the clock between what it indexes and a root's number, and elsewhere.
    Clock disturbed =
        new MovableClock() {
          @Override
          public Instant instant() {
            if (looks.getAndDecrement() == 0) {
              reset();
            }
            return clock.instant();
          }
        };
    IndexSnapshots snapshots = follow(appender(), disturbed);
    int number = 0;
    for (int look = 0; look < 4; look++) {
      freeze(TestEvents.subject());
      awaitNumber(snapshots, ++number);
      looks.set(look);
      freeze(TestEvents.subject());
      awaitNumber(snapshots, ++number);
    }

    assertThat(check()).hasSize(number);
  }

  @Test
  void index_madeAgainAtAnyTimeOfABusyLogComesUpWithIt() throws Exception {
    IndexSnapshots snapshots = follow(appender());
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Void> busy =
        CompletableFuture.runAsync(
            () -> {
              while (!isOver.get()) {
                log.append(TestEvents.CLIENT, events.freeze());
              }
            });
    for (int i = 0; i < 25; i++) {
      clock.moveBy(Duration.ofSeconds(++seconds));
      // About as long as a root takes, so that each of its steps is hit now and then.
      Thread.sleep(3L * i);
      reset();
    }
    isOver.set(true);
    busy.get(30, TimeUnit.SECONDS);

    long size = log.check();
    freeze(TestEvents.subject());
    await(() -> snapshots.newest().filter(now -> now.coveredSize() > size).isPresent());

    assertThat(check()).isNotEmpty();
  }

  private void reset() {
    try (Connection connection = log.connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute("select reset_index()");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void index_thatWasForgedGivesNoAnswerAndNoRootUntilItIsMadeAgain() throws Exception {
    IndexSnapshots snapshots = follow(appender());
    String person = TestEvents.subject();
    freeze(person);
    freeze(person);
    long second =
        log.entries.newestOfType(EventTypes.get("freeze.set").code()).orElseThrow().index();
    await(() -> snapshots.newest().filter(now -> now.coveredSize() > second).isPresent());
    long number = snapshots.newest().orElseThrow().root().data().number();
    followers.get(0).close();
    Hash label = EventLabels.ofSubject(person);
    forge(
        "update index_label set count = 1, frontier = int8send(1) || (select substr(leaves, 1, 32)"
            + " from index_run where label = ? and place = 0) where label = ?",
        label);
    forge("delete from index_run where label = ? and place = 1 and label = ?", label);
    forge(
        "update index_run set indexes = substr(indexes, 1, 8), leaves = substr(leaves, 1, 32)"
            + " where label = ? and place = 0 and label = ?",
        label);

    IndexSnapshots forged = follow(appender());
    freeze(TestEvents.subject());
    Thread.sleep(500);

    assertThat(forged.newest()).as("the tables do not give the root in the log").isEmpty();
    forge("select reset_index() where ?::bytea = ?::bytea", label);
    awaitNumber(forged, number + 1);
    assertThat(check()).hasSize((int) number + 1);
  }

  private void forge(String sql, Hash label) throws Exception {
    try (Connection connection = log.connectAsSuperuser();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, label.toByteArray());
      statement.setBytes(2, label.toByteArray());
      statement.execute();
    }
  }
}
