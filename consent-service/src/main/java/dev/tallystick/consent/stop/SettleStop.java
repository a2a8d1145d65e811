package dev.tallystick.consent.stop;

import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.document.SettledBy;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.stop.LocalStop.Kind;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ConsentId;
import dev.tallystick.events.type.EventData;
import dev.tallystick.events.type.FreezeSet;
import dev.tallystick.events.type.StopSettled;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.State;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An operator settles a stop that the log has refused for good. The person's word is never undone:
 * it is said anew, or there is nothing left that it could stop. An entry under the person says what
 * was done, and that entry and the new event are stored together with the row.
 */
@Singleton
class SettleStop {
  private final LocalStopRepository stops;
  private final StopOutcomes outcomes;
  private final ConsentEventPublisher events;
  private final Clock clock;

  SettleStop(
      LocalStopRepository stops, StopOutcomes outcomes, ConsentEventPublisher events, Clock clock) {
    this.stops = stops;
    this.outcomes = outcomes;
    this.events = events;
    this.clock = clock;
  }

  /** Who settles, and on which ticket; told to auditors alone. */
  record By(String account, String ticket) {
    private JsonObject internal() {
      return new SettledBy(account, ticket).toJson();
    }
  }

  /**
   * Says the same anew, in another event of now.
   *
   * @return the entry that says so; empty while the log is away, which has it in the end
   */
  Optional<Logged> sayAnew(EventId refused, By by) {
    LocalStop stop = find(refused);
    Event anew = events.event(data(stop), stop.subject());
    Event settled = settled(stop, by, StopSettled.Manner.SAID_ANEW, Optional.of(anew.id()));
    boolean done =
        events.storeWith(
            anew,
            () -> {
              boolean reissued = stops.reissueRefused(refused, anew.id());
              if (reissued) {
                events.store(settled);
              }
              return reissued;
            });
    if (!done) {
      throw PersonProblemCode.STOP_UNKNOWN.problem();
    }
    Optional<Logged> entry = events.publishStored(settled);
    Optional<Logged> unused = events.publishStored(anew, outcomes);
    return entry;
  }

  /** Notes that what was to be stopped is over already, by the log. */
  Logged nothingLeft(EventId refused, By by) {
    LocalStop stop = find(refused);
    if (isAnythingLeft(events.current(), stop)) {
      throw PersonProblemCode.STOP_STILL_NEEDED.problem();
    }
    Event settled = settled(stop, by, StopSettled.Manner.NOTHING_LEFT, Optional.empty());
    Logged entry = events.publish(settled);
    if (!stops.settle(refused, settled.id(), entry.index())) {
      throw PersonProblemCode.STOP_UNKNOWN.problem();
    }
    return entry;
  }

  private LocalStop find(EventId refused) {
    return stops.findRefused(refused).orElseThrow(PersonProblemCode.STOP_UNKNOWN::problem);
  }

  private EventData data(LocalStop stop) {
    // Perhaps it was refused for its time.
    Instant now = clock.instant();
    Instant stoppedAt = stop.stoppedAt().isAfter(now) ? now : stop.stoppedAt();
    return stop.kind() == Kind.FREEZE
        ? new FreezeSet(stoppedAt, Optional.empty())
        : StopData.withdrawal(
            events
                .current()
                .consent(stop.about())
                .orElseThrow(PersonProblemCode.STOP_NOT_NEEDED::problem),
            stoppedAt);
  }

  /** A consent that ended by time may be given on, so only a withdrawal ends it for good. */
  private static boolean isAnythingLeft(State state, LocalStop stop) {
    return stop.kind() == Kind.FREEZE
        ? !state.isFrozen(stop.subject())
        : state
            .consent(stop.about())
            .map(Consent::status)
            .filter(status -> status != ConsentStatus.WITHDRAWN)
            .isPresent();
  }

  private Event settled(LocalStop stop, By by, StopSettled.Manner manner, Optional<EventId> anew) {
    StopSettled data =
        StopSettled.builder()
            .stop(stop.event())
            .kind(StopSettled.Kind.of(stop.kind().name()))
            .consent(
                stop.kind() == Kind.WITHDRAWAL
                    ? Optional.of(new ConsentId(stop.about()))
                    : Optional.empty())
            .stoppedAt(stop.stoppedAt())
            .refusal(stop.refused().orElseThrow().code())
            .manner(manner)
            .anew(anew)
            .build();
    return events.event(data, Optional.of(stop.subject()), Optional.of(by.internal()), Map.of());
  }
}
