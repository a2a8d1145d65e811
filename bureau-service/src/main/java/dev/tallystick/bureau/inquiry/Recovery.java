package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Destruction.Ground;
import dev.tallystick.bureau.inquiry.InquiryRow.Intent;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.upkeep.Chore;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes up what a process left: an intent becomes LOGGED if the log has its event, and is given up
 * when the log says that it has not, at a time after the decision has ended. Until the log answers,
 * nothing is guessed.
 */
@Singleton
final class Recovery implements Chore {
  private final DueStore due;
  private final InquiryStore store;
  private final Answers answers;
  private final Destruction destruction;
  private final Notices notices;
  private final LogWriter log;
  private final Clock clock;

  Recovery(
      DueStore due,
      InquiryStore store,
      Answers answers,
      Destruction destruction,
      Notices notices,
      LogWriter log,
      Clock clock) {
    this.due = due;
    this.store = store;
    this.answers = answers;
    this.destruction = destruction;
    this.notices = notices;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void run(BureauId bureau) {
    for (InquiryRow row : due.deserted(bureau, clock.instant())) {
      List<Event> destroyed = destroyed(row);
      if (store.abandon(bureau, row.attempt(), destroyed)) {
        notices.append(destroyed);
      }
    }
    for (InquiryRow row : due.undecided(bureau, clock.instant())) {
      if (!decide(row, row.intent().orElseThrow())) {
        // The log is away: the others wait as well.
        return;
      }
    }
  }

  /** Returns whether the log has answered. */
  private boolean decide(InquiryRow row, Intent intent) {
    EventId event = EventId.fromString(intent.eventId());
    LookUp answer = log.receiptOf(event);
    if (answer instanceof LookUp.Found found) {
      logged(row, event, found.receipt().opening().recordedMillis());
    } else if (answer instanceof LookUp.Absent absent
        && absent.asOfMillis() > intent.notAfter().toEpochMilli()) {
      List<Event> destroyed = destroyed(row);
      if (store.abandonIntent(row.bureau(), row.attempt(), destroyed)) {
        notices.append(destroyed);
      }
    }
    return !(answer instanceof LookUp.Unavailable);
  }

  private void logged(InquiryRow row, EventId event, long recordedMillis) {
    Optional<JsonObject> kept = store.answer(row.bureau(), row.attempt());
    if (kept.isEmpty()) {
      return;
    }
    try {
      JsonObject complete = answers.complete(kept.get(), event);
      store.logged(row.bureau(), row.attempt(), complete, Instant.ofEpochMilli(recordedMillis));
    } catch (LogUnavailableException e) {
      // The log has just answered and is away again: the next round asks once more.
    }
  }

  private List<Event> destroyed(InquiryRow row) {
    return destruction.of(row.bureau(), row.ask().subject(), row.parents(), Ground.TERM_ENDED);
  }
}
