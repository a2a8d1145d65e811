package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.producer.Appended;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends the releases of a request to the log, all in one request. They are stored before, with
 * their seeds, so they need no place in the outbox: what becomes of one whose outcome stays open is
 * found out by its row.
 */
@Singleton
final class AppendReleases {
  private final LogWriter log;
  private final Clock clock;

  AppendReleases(LogWriter log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * What the log has made of some releases.
   *
   * @param logged with their receipts
   * @param refused what they rested on has moved, and they must be decided anew
   * @param complete whether it has said so of each
   */
  record Outcome(List<SealedRelease> logged, List<SealedRelease> refused, boolean complete) {
    Outcome {
      logged = List.copyOf(logged);
      refused = List.copyOf(refused);
    }

    List<EventId> refusedEvents() {
      return refused.stream().map(release -> release.event().id()).toList();
    }
  }

  /** Appends them, and waits for what the log says of each. */
  Outcome append(List<IntendedRelease> intended) {
    List<SealedRelease> logged = new ArrayList<>();
    List<SealedRelease> refused = new ArrayList<>();
    boolean complete = true;
    try {
      List<Event> events = intended.stream().map(one -> one.release().event()).toList();
      List<Appended> outcomes = events.isEmpty() ? List.of() : log.appendKept(events);
      for (int i = 0; i < outcomes.size(); i++) {
        SealedRelease release = intended.get(i).release();
        if (outcomes.get(i) instanceof Appended.Logged proved) {
          logged.add(
              release.logged(
                  log.receiptFor(release.event(), proved.receipt(), ReleaseSteps.RECIPIENT_SEES),
                  clock.instant()));
        } else if (outcomes.get(i) instanceof Appended.Refused refusal
            && refusal.refusal().isVerdict()) {
          refused.add(release);
        } else {
          // Also where others than the log have refused it: whether the log has it is open.
          complete = false;
        }
      }
    } catch (LogUnavailableException e) {
      complete = false;
    }
    return new Outcome(logged, refused, complete);
  }
}
