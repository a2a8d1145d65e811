package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.index.IndexSnapshots;
import dev.tallystick.audit.index.RootAppender;
import dev.tallystick.houserules.TestClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** {@code reset_index()} at any moment: the index comes up again, and its roots go on. */
class IndexMadeAgainIT extends FollowedLogCase {
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
        TestClock.of(
            () -> {
              if (looks.getAndDecrement() == 0) {
                reset();
              }
              return clock.instant();
            });
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
    AtomicInteger appended = new AtomicInteger();
    CompletableFuture<Void> busy =
        CompletableFuture.runAsync(
            () -> {
              while (!isOver.get()) {
                log.append(TestEvents.CLIENT, events.freeze());
                appended.incrementAndGet();
              }
            });
    for (int i = 0; i < 25; i++) {
      clock.moveTo(Duration.ofSeconds(++seconds));
      // About as many as come while a root is made, so that each of its steps is hit now and then.
      int goal = appended.get() + i;
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> appended.get() >= goal);
      reset();
    }
    isOver.set(true);
    busy.get(60, TimeUnit.SECONDS);

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
}
