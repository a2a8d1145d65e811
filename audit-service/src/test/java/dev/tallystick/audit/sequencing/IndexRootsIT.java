package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.index.IndexSnapshots;
import dev.tallystick.audit.index.RootAppender;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.houserules.TestClock;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Whatever dies between a root's number, its entry and the note of where the entry is: each number
 * stands once in the log, none is left out, and each root is that of the stubs before it.
 */
class IndexRootsIT extends FollowedLogCase {
  @Test
  void roots_comeAfterOtherEntriesOnly() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    Clock watched =
        TestClock.of(
            () -> {
              looks.incrementAndGet();
              return clock.instant();
            });
    IndexSnapshots snapshots = follow(appender(), watched);
    freeze(TestEvents.subject());
    awaitNumber(snapshots, 1);
    clock.moveTo(Duration.ofSeconds(seconds += 3));
    // With each look the follower asks itself whether a root is due.
    int before = looks.get();
    await(() -> looks.get() >= before + 5);

    assertThat(check()).as("nothing has happened since").hasSize(1);
    freeze(TestEvents.subject());
    awaitNumber(snapshots, 2);
    assertThat(check()).hasSize(2);
  }

  /** An index witness that finds a label without a salt would think that the service hides it. */
  @Test
  void root_thatIsToldHasAllItsLabels() throws Exception {
    AtomicInteger early = new AtomicInteger();
    afterCommit =
        () -> {
          if (isRootAheadOfLabels()) {
            early.incrementAndGet();
          }
        };
    IndexSnapshots snapshots = follow(appender());

    for (int number = 1; number <= 3; number++) {
      freeze(TestEvents.subject());
      awaitNumber(snapshots, number);
    }

    assertThat(early).hasValue(0);
  }

  private boolean isRootAheadOfLabels() {
    try (Connection connection = log.dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select 1 from index_root, index_cursor"
                    + " where log_idx is not null and labels_at < covered_size");
        ResultSet row = select.executeQuery()) {
      return row.next();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
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
              throw AuditProblem.of(AuditProblemCode.LOG_UNAVAILABLE);
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
    int before = connections.get();
    await(() -> connections.get() >= before + 2);

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
