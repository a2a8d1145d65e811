package dev.tallystick.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.append.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries come in order, once, and as soon as somebody waits for them. */
class FollowerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Long> seen = new CopyOnWriteArrayList<>();
  private FeedSite site;
  private Follower follower;

  @BeforeEach
  void start() {
    site = new FeedSite();
    follower = new Follower(site.connection());
  }

  @AfterEach
  void stop() {
    follower.close();
    site.close();
  }

  @Test
  void follow_handsOverTheTypesAskedFor_inOrder() throws Exception {
    site.append("freeze", "party", "freeze");

    follower.follow(Set.of("freeze.set"), -1, entry -> seen.add(entry.index()));

    assertThat(follower.awaitSize(3, PATIENCE)).isTrue();
    assertThat(seen).containsExactly(0L, 2L);
    assertThat(follower.position()).isEqualTo(2);
    assertThat(follower.isCaughtUp()).isTrue();
  }

  @Test
  void follow_goesOnAfterTheCursor() throws Exception {
    site.append("freeze", "freeze", "freeze");

    follower.follow(Set.of(), 0, entry -> seen.add(entry.index()));

    follower.awaitSize(3, PATIENCE);
    assertThat(seen).containsExactly(1L, 2L);
  }

  @Test
  void entry_showsStubAndBody() throws Exception {
    List<FeedEntry> entries = new CopyOnWriteArrayList<>();
    site.append("freeze");

    follower.follow(Set.of("freeze.set"), -1, entries::add);
    follower.awaitSize(1, PATIENCE);

    assertThat(entries.get(0).stub().type()).isEqualTo("dev.tallystick.freeze.set.v1");
    assertThat(entries.get(0).readBody().orElseThrow().subject())
        .contains("sub_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    assertThat(entries.get(0).recordedMillis()).isEqualTo(site.clock.millis());
  }

  @Test
  void awaitSize_doesNotWaitForTheLongPoll() throws Exception {
    follower.follow(Set.of("freeze.set"), -1, entry -> seen.add(entry.index()));
    LogWriterTest.await(follower::isCaughtUp);

    // The long poll sees nothing of its types for its whole 20 seconds.
    site.append("party", "party");
    long size = follower.catchUp(PATIENCE).orElseThrow();

    assertThat(size).isEqualTo(2);
    assertThat(follower.position()).isEqualTo(1);
    assertThat(seen).isEmpty();
  }

  /** The log grows while each entry is taken, so that there is always a page to be had. */
  @Test
  void follow_ofABusyLog_asksAtItsPace() throws Exception {
    site.append("freeze");
    long begun = System.nanoTime();

    follower.pace(Duration.ofMillis(150));
    follower.follow(
        Set.of("freeze.set"),
        -1,
        entry -> {
          seen.add(entry.index());
          site.append("freeze");
        });

    LogWriterTest.await(() -> seen.size() >= 5);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(590));
  }

  @Test
  void awaitSize_beyondTheEnd_givesUp() throws Exception {
    follower.follow(Set.of(), -1, entry -> seen.add(entry.index()));

    assertThat(follower.awaitSize(1, Duration.ofMillis(300))).isFalse();
  }

  @Test
  void consumerThatFails_getsTheSameEntryAgain() throws Exception {
    AtomicInteger failures = new AtomicInteger(2);
    site.append("freeze", "freeze");

    follower.follow(
        Set.of(),
        -1,
        entry -> {
          if (entry.index() == 1 && failures.getAndDecrement() > 0) {
            throw new IllegalStateException("asked to fail");
          }
          seen.add(entry.index());
        });

    LogWriterTest.await(() -> seen.size() == 2);
    assertThat(seen).containsExactly(0L, 1L);
  }

  @Test
  void followPages_handsOverWhatIsThereAtOnce_andAllOfItAgainAfterAFailure() throws Exception {
    List<List<Long>> pages = new CopyOnWriteArrayList<>();
    AtomicInteger failures = new AtomicInteger(1);
    site.append("freeze", "party", "freeze");

    follower.followPages(
        Set.of("freeze.set"),
        -1,
        entries -> {
          pages.add(entries.stream().map(FeedEntry::index).toList());
          if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("asked to fail");
          }
        });

    LogWriterTest.await(() -> pages.size() == 2);
    assertThat(pages).containsExactly(List.of(0L, 2L), List.of(0L, 2L));
    LogWriterTest.await(() -> follower.position() == 2);
  }

  @Test
  void consumerWhoseDatabaseHasLostItsCursor_getsAllAfterItAgain() throws Exception {
    AtomicInteger crashes = new AtomicInteger(1);
    site.append("freeze", "freeze", "freeze");

    follower.follow(
        Set.of(),
        -1,
        entry -> {
          if (entry.index() == 2 && crashes.getAndDecrement() > 0) {
            throw new LostCursorException(0);
          }
          seen.add(entry.index());
        });

    LogWriterTest.await(() -> seen.size() == 4);
    assertThat(seen).containsExactly(0L, 1L, 1L, 2L);
  }

  @Test
  void readAgain_handsOverAnew_andTheEndStillCountsAsReached() throws Exception {
    site.append("freeze", "freeze");
    follower.follow(Set.of(), -1, entry -> seen.add(entry.index()));
    LogWriterTest.await(follower::isCaughtUp);

    follower.readAgain(-1, seen::clear);

    assertThat(follower.isCaughtUp()).isTrue();
    assertThat(follower.awaitSize(2, PATIENCE)).isTrue();
    assertThat(seen).containsExactly(0L, 1L);
  }

  @Test
  void rewind_handsOverAgainAtOnce_thoughALongPollIsUnderWay() throws Exception {
    site.append("freeze", "freeze");
    follower.follow(Set.of("freeze.set"), -1, entry -> seen.add(entry.index()));
    LogWriterTest.await(follower::isCaughtUp);

    follower.rewind(0, seen::clear);

    assertThat(seen).containsExactly(1L);
    assertThat(follower.isCaughtUp()).isTrue();
  }

  @Test
  void logThatWasAway_isFollowedAgain() throws Exception {
    site.log.faults().goAway(true);
    follower.follow(Set.of(), -1, entry -> seen.add(entry.index()));
    LogWriterTest.await(() -> !follower.trouble().isEmpty());
    assertThat(follower.isCaughtUp()).isFalse();
    assertThatThrownBy(follower::currentSize).isInstanceOf(LogUnavailableException.class);

    site.append("freeze");
    site.log.faults().goAway(false);

    LogWriterTest.await(() -> seen.size() == 1);
    LogWriterTest.await(() -> follower.trouble().isEmpty());
    assertThat(follower.currentSize()).isEqualTo(1);
  }

  @Test
  void follow_asksForKnownTypesOnly() {
    assertThatThrownBy(() -> follower.follow(Set.of("consent.gven"), -1, entry -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
