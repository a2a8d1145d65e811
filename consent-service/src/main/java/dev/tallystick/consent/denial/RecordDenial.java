package dev.tallystick.consent.denial;

import dev.tallystick.consent.RuleProblem;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.rules.Verdict;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Puts refusals into the log before anybody is told of them. The first of its kind is an entry; the
 * same again within a minute is answered with that entry and counted, and one more entry tells the
 * count (DESIGN §6).
 *
 * <p>A crash loses neither: row and event are stored together, the count is in the row, and the job
 * of any replica closes what is due.
 */
@Singleton
public class RecordDenial {
  private static final Logger LOG = Logger.getLogger(RecordDenial.class);

  /** How many minutes are closed in one go. */
  private static final int AT_ONCE = 200;

  private final DenialMinutes minutes;
  private final DenialOutcomes outcomes;
  private final ConsentEventPublisher events;
  private final Clock clock;

  /** Two of a kind in one process wait for each other rather than race for the row. */
  private final List<ReentrantLock> turns = Stream.generate(ReentrantLock::new).limit(64).toList();

  RecordDenial(
      DenialMinutes minutes, DenialOutcomes outcomes, ConsentEventPublisher events, Clock clock) {
    this.minutes = minutes;
    this.outcomes = outcomes;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Records a refusal.
   *
   * @return the entry to name in the answer
   * @throws AuditUnavailableProblem if it is not logged, so that it must not be told
   */
  public DenialEntry record(Denial denial) {
    Hash likeness = denial.likeness();
    ReentrantLock turn = turns.get((likeness.toByteArray()[0] & 0xff) % turns.size());
    turn.lock();
    try {
      DenialMinutes.Taken taken = minutes.take(likeness, denial, clock.instant());
      taken.closing().ifPresent(this::publishClosing);
      return taken.earlier().orElseGet(() -> publishFirst(taken.first()));
    } finally {
      turn.unlock();
    }
  }

  /**
   * Records what a verdict refuses.
   *
   * @param asked who has asked for what
   * @return what the one who has asked is told
   * @throws AuditUnavailableProblem if it is not logged, so that it must not be told
   */
  public RuleProblem refuse(Verdict verdict, Optional<String> subject, DataDenied.Builder asked) {
    DataDenied data =
        asked
            .code(verdict.refusal().orElseThrow().code())
            .ruleIds(verdict.ruleIds())
            .pack(verdict.pack())
            .build();
    DenialEntry entry = record(Denial.of(subject, data));
    return new RuleProblem(verdict, entry.event().toString(), entry.index());
  }

  private DenialEntry publishFirst(Optional<Event> stored) {
    Event event = stored.orElseThrow();
    return new DenialEntry(event.id(), events.publish(event, outcomes).index());
  }

  /** Closes the minutes that are over by this clock. One that fails keeps no other back. */
  void closeMinutes() {
    Instant now = clock.instant();
    int failed = 0;
    for (int i = 0; i < AT_ONCE; i++) {
      try {
        Optional<DenialMinutes.Closed> closed = minutes.closeNext(now, failed);
        if (closed.isEmpty()) {
          return;
        }
        closed.get().event().ifPresent(this::publishClosing);
      } catch (RuntimeException e) {
        LOG.errorf(e, "A minute of refusals is closed later");
        failed++;
      }
    }
  }

  private void publishClosing(Event closing) {
    try {
      events.publish(closing);
    } catch (AuditUnavailableProblem away) {
      LOG.debugf("The end of a minute of refusals waits in the outbox: %s", closing);
    }
  }
}
