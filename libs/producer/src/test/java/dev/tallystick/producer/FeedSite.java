package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.houserules.TestClock;
import dev.tallystick.houserules.log.ServedLog;
import java.time.Duration;
import java.util.Optional;

/** A log without a database: what a follower needs. */
final class FeedSite implements AutoCloseable {
  final TestClock clock = TestClock.standing();
  final ServedLog log = ServedLog.start(1, clock);
  private final SampleEvents events = new SampleEvents(clock);

  LogConnection connection() {
    OwnTransactions none =
        new OwnTransactions() {
          @Override
          public <T> T run(Work<T> work) {
            throw new AssertionError("a follower needs no database");
          }
        };
    return new LogConnection(
        log.url(), () -> "token", new LogKeyPin(none, Optional.empty()), Duration.ofSeconds(8));
  }

  void append(String... kinds) {
    for (String kind : kinds) {
      Event event = kind.equals("freeze") ? events.freeze() : events.party("p");
      log.append(event);
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
