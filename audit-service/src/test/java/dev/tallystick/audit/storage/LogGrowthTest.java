package dev.tallystick.audit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LogGrowthTest {
  private static final int RELEASED = 1;
  private static final int RECEIVED = 2;

  private final LogGrowth growth = new LogGrowth();

  @Test
  void committed_wakesThoseWhoWaitForOneOfTheTypes_andNobodyElse() {
    growth.seen(10);
    CompletableFuture<Void> released = growth.beyond(10, Set.of(RELEASED));
    CompletableFuture<Void> received = growth.beyond(10, Set.of(RECEIVED));

    growth.committed(10, 12, Set.of(RELEASED));

    assertThat(released).isCompleted();
    assertThat(received).isNotDone();
  }

  /** Between a look at the log and the wait there may be a commit. */
  @Test
  void beyond_whatIsCommittedAlready_doesNotWait() {
    growth.seen(10);
    growth.committed(10, 12, Set.of(RELEASED));

    assertThat(growth.beyond(10, Set.of(RELEASED))).isCompleted();
    assertThat(growth.beyond(12, Set.of(RELEASED))).isNotDone();
    assertThat(growth.beyond(10, Set.of(RECEIVED))).isNotDone();
  }

  @Test
  void seen_ofWhatAnotherProcessHasLogged_wakesEverybody() {
    growth.seen(10);
    CompletableFuture<Void> received = growth.beyond(10, Set.of(RECEIVED));

    growth.seen(11);

    assertThat(received).isCompleted();
    assertThat(growth.beyond(10, Set.of(RELEASED))).isCompleted();
  }

  /** The first that this process sees of another's entries may be its own next batch. */
  @Test
  void committed_behindWhatAnotherProcessHasLogged_letsTheNextLookWakeEverybody() {
    growth.seen(10);
    CompletableFuture<Void> received = growth.beyond(10, Set.of(RECEIVED));

    growth.committed(13, 14, Set.of(RELEASED));
    growth.seen(14);

    assertThat(received).isCompleted();
    assertThat(growth.beyond(12, Set.of(RECEIVED))).isCompleted();
    assertThat(growth.beyond(14, Set.of(RECEIVED))).isNotDone();
  }

  /** Else each batch of two processes that write in turn would have everybody read. */
  @Test
  void committed_inTurnWithAnotherProcess_wakesNobodyWhoWaitsForOtherTypes() {
    growth.seen(10);
    CompletableFuture<Void> received = growth.beyond(10, Set.of(RECEIVED));

    for (long size = 11; size < 30; size += 2) {
      growth.committed(size, size + 1, Set.of(RELEASED));
    }
    assertThat(received).isNotDone();
    assertThat(growth.beyond(29, Set.of(RECEIVED))).isNotDone();

    growth.seen(30);
    assertThat(received).isCompleted();
    CompletableFuture<Void> next = growth.beyond(30, Set.of(RECEIVED));
    growth.seen(30);
    assertThat(next).isNotDone();
  }

  @Test
  void seen_ofWhatThisProcessHasCommitted_wakesNobody() {
    growth.seen(10);
    growth.committed(10, 12, Set.of(RELEASED));
    CompletableFuture<Void> received = growth.beyond(12, Set.of(RECEIVED));

    growth.seen(12);

    assertThat(received).isNotDone();
  }

  @Test
  void cancelled_isForgotten() {
    growth.seen(10);
    CompletableFuture<Void> given = growth.beyond(10, Set.of(RELEASED));

    assertThat(given.cancel(false)).isTrue();
    growth.committed(10, 11, Set.of(RELEASED));

    assertThat(given).isCancelled();
  }

  /** Followers of a process that stops are answered, and ask another one. */
  @Test
  void end_wakesEverybodyAndLetsNobodyWaitAnyMore() {
    growth.seen(10);
    CompletableFuture<Void> received = growth.beyond(10, Set.of(RECEIVED));
    assertThat(growth.isOver()).isFalse();

    growth.end();

    assertThat(received).isCompleted();
    assertThat(growth.beyond(10, Set.of(RELEASED))).isCompleted();
    assertThat(growth.isOver()).isTrue();
  }
}
