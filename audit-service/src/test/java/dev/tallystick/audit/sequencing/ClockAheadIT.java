package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.storage.LogStore;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.type.ClockAcknowledged;
import dev.tallystick.houserules.TestClock;
import dev.tallystick.problem.DomainProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A clock that was an hour ahead, of the host and of the database on it, and came back: the log
 * refuses until an operator gives the wrong time up, and then goes on at the right one
 * (docs/operations/clock.md).
 */
class ClockAheadIT {
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestClock clock = TestClock.running();
  private final OffsetStore[] store = new OffsetStore[1];

  @Test
  void log_goesOnAtTheRightTimeOnceTheWrongOneIsGivenUp() {
    try (TestLog log = TestLog.create(clock, real -> store[0] = new OffsetStore(real))) {
      TestEvents events = new TestEvents(clock);
      OwnEvents own = new OwnEvents(log.intake, clock);
      append(log, events);
      jump(HOUR);
      append(log, events);
      long newest = log.states.find().orElseThrow().lastMillis();

      jump(Duration.ZERO);
      byte[] waiting = events.freeze();
      assertThat(code(log.append(TestEvents.CLIENT, waiting))).isEqualTo("LOG_CLOCK_UNSAFE");
      assertThat(log.head.failure().orElseThrow()).contains("docs/operations/clock.md");

      assertRefused(own, newest + 1, now(), "CLOCK_NOT_ACKNOWLEDGED");
      assertRefused(own, newest, now().minus(HOUR), "CLOCK_NOT_ACKNOWLEDGED");
      store[0].ahead = HOUR;
      assertRefused(own, newest, now(), "CLOCK_NOT_ACKNOWLEDGED");
      store[0].ahead = Duration.ZERO;
      Instant floor = now();
      acknowledge(own, newest, floor);
      assertThat(log.append(TestEvents.CLIENT, waiting)).isInstanceOf(AppendOutcome.Logged.class);

      List<StoredEntry> rows = log.entries.range(0, Long.MAX_VALUE);
      assertThat(rows).hasSize(4);
      assertThat(rows.get(2).recordedMillis())
          .as("logged before it takes effect")
          .isEqualTo(newest);
      assertThat(rows.get(3).recordedMillis()).isBetween(floor.toEpochMilli(), clock.millis() + 1);
      assertThat(log.head.failure()).isEmpty();
      assertRefused(own, log.states.find().orElseThrow().lastMillis(), now(), "CLOCK_NOT_BEHIND");
    }
  }

  private void jump(Duration ahead) {
    clock.moveTo(ahead);
    store[0].ahead = ahead;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void append(TestLog log, TestEvents events) {
    assertThat(log.append(TestEvents.CLIENT, events.freeze()))
        .isInstanceOf(AppendOutcome.Logged.class);
  }

  private static void acknowledge(OwnEvents own, long newest, Instant floor) {
    AppendOutcome unused =
        own.appendFor(
            "operator-1", own.drawId(), new ClockAcknowledged(Instant.ofEpochMilli(newest), floor));
  }

  private static void assertRefused(OwnEvents own, long newest, Instant floor, String code) {
    assertThatThrownBy(() -> acknowledge(own, newest, floor))
        .isInstanceOfSatisfying(
            DomainProblem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private static String code(AppendOutcome outcome) {
    return ((AppendOutcome.Refused) outcome).problem().code();
  }

  /** The real store on a host whose clock is ahead, the database's too. */
  private static final class OffsetStore implements LogStore {
    private final LogStore store;
    private volatile Duration ahead = Duration.ZERO;

    OffsetStore(LogStore store) {
      this.store = store;
    }

    @Override
    public LogTransaction begin(LookUp lookUp) {
      return FaultyLogStore.withStoreMillis(
          store.begin(lookUp), Clock.systemUTC().millis() + ahead.toMillis());
    }
  }
}
