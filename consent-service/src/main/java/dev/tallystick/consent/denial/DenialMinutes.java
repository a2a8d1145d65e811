package dev.tallystick.consent.denial;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataDeniedInternal;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The minutes in which same refusals are counted. Each method is one transaction. */
@Singleton
class DenialMinutes {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final DenialRepository denials;
  private final ConsentEventPublisher events;

  DenialMinutes(DenialRepository denials, ConsentEventPublisher events) {
    this.denials = denials;
    this.events = events;
  }

  /**
   * What a refusal turned out to be.
   *
   * @param earlier the entry that it repeats; if there is none, it is a first
   * @param first the event of a first, stored and not yet published
   * @param closing the last entry of the minute before, if that had repeats
   */
  record Taken(Optional<DenialEntry> earlier, Optional<Event> first, Optional<Event> closing) {}

  /**
   * Counts a refusal, or opens a minute with it: under the row's lock, so that of two replicas one
   * is the first and the other repeats.
   *
   * @throws AuditUnavailableProblem if the first of its kind is not logged yet; the outbox sees to
   *     it
   */
  @Transactional
  Taken take(Hash likeness, Denial denial, Instant now) {
    Optional<DenialEntity> before = denials.lock(likeness);
    Optional<Event> closing = Optional.empty();
    if (before.isPresent()) {
      DenialEntity open = before.get();
      if (open.firstIndex == null) {
        throw new AuditUnavailableProblem();
      }
      if (open.openedAt.isAfter(now.minus(MINUTE))) {
        open.countRepeat();
        DenialEntry earlier = new DenialEntry(new EventId(open.firstEvent), open.firstIndex);
        return new Taken(Optional.of(earlier), Optional.empty(), Optional.empty());
      }
      // They are alike; so a row that is damaged is closed by the next refusal like it.
      closing = close(open, denial::data);
    }
    Event event =
        events.event(
            denial.data(),
            denial.subject(),
            denial.internal().map(DataDeniedInternal::toJson),
            Map.of());
    if (!denials.add(new DenialEntity(event.id().value(), likeness, denial, now))) {
      throw new AuditUnavailableProblem();
    }
    events.store(event);
    return new Taken(Optional.empty(), Optional.of(event), closing);
  }

  /**
   * A minute that was closed.
   *
   * @param event what tells its count, if that had repeats
   */
  record Closed(Optional<Event> event) {}

  /**
   * Closes one of the minutes that are over.
   *
   * @param passedOver how many of the oldest are left alone
   * @return empty if no other is over
   */
  @Transactional
  Optional<Closed> closeNext(Instant now, int passedOver) {
    return denials
        .lockOlderThan(now.minus(MINUTE), passedOver)
        .map(over -> new Closed(close(over, over::data)));
  }

  private Optional<Event> close(DenialEntity over, Supplier<DataDenied> data) {
    denials.remove(over.firstEvent);
    if (over.repeats == 0) {
      return Optional.empty();
    }
    Event closing =
        events.event(
            Denial.closing(data.get(), new EventId(over.firstEvent), over.repeats),
            over.subject(),
            Map.of());
    events.store(closing);
    return Optional.of(closing);
  }
}
