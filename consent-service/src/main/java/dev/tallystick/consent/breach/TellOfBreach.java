package dev.tallystick.consent.breach;

import dev.tallystick.consent.LogProblemCode;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.Event;
import dev.tallystick.events.type.BreachAuthorityTold;
import dev.tallystick.events.type.BreachDetected;
import dev.tallystick.events.type.BreachPeopleTold;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The authority and the people are told of a breach; when they were is when it is said here. */
@Singleton
class TellOfBreach {
  private static final String REGULATOR = "REGULATOR";

  private final ConsentEventPublisher events;
  private final BreachProjection breaches;
  private final Clock clock;

  TellOfBreach(ConsentEventPublisher events, BreachProjection breaches, Clock clock) {
    this.events = events;
    this.breaches = breaches;
    this.clock = clock;
  }

  /**
   * A breach.
   *
   * @param party whose it has to be; anybody's if empty
   */
  Breach require(String id, Optional<String> party) {
    return breaches
        .find(id)
        .filter(breach -> party.isEmpty() || party.get().equals(breach.said().party()))
        .orElseThrow(PartyProblemCode.BREACH_UNKNOWN::problem);
  }

  /** Says that an authority was told. */
  Logged authority(Breach breach, AuthorityNoticeJson notice) {
    boolean known =
        events
            .current()
            .party(notice.authority())
            .filter(party -> party.role().equals(Optional.of(REGULATOR)))
            .isPresent();
    if (!known) {
      throw LogProblemCode.FIELD_INVALID.problem("authority", "a-registered-authority");
    }
    BreachDetected said = breach.said();
    BreachAuthorityTold told =
        BreachAuthorityTold.builder()
            .breach(said.breach())
            .party(said.party())
            .authority(notice.authority())
            .toldAt(clock.instant())
            .noticeDigest(said.noticeDigest())
            .reference(Optional.ofNullable(notice.reference()))
            .build();
    return events.publish(events.event(told, Map.of()));
  }

  /**
   * Says that people were told. All entries are stored together; the log has them at once, or when
   * it is back.
   */
  List<Event> people(Breach breach, PeopleNoticeJson notice) {
    boolean announced = notice.channel().equals("ANNOUNCEMENT");
    Set<String> subjects = notice.subjects() == null ? Set.of() : new TreeSet<>(notice.subjects());
    if (announced != subjects.isEmpty()) {
      throw LogProblemCode.FIELD_INVALID.problem("subjects", "fits-channel");
    }
    Long count = notice.count();
    if (announced != (count != null)) {
      throw LogProblemCode.FIELD_INVALID.problem("count", "fits-channel");
    }
    Instant now = clock.instant();
    List<Event> told = new ArrayList<>();
    if (count != null) {
      told.add(events.event(data(breach, notice, count, now), Optional.empty(), Map.of()));
    }
    for (String subject : subjects) {
      told.add(events.event(data(breach, notice, 1, now), subject));
    }
    store(told);
    told.forEach(
        event -> {
          Optional<Logged> unused = events.publishStored(event);
        });
    return told;
  }

  private void store(List<Event> told) {
    boolean unused =
        events.storeWith(
            told.get(0),
            () -> {
              told.stream().skip(1).forEach(events::store);
              return true;
            });
  }

  private static BreachPeopleTold data(
      Breach breach, PeopleNoticeJson notice, long count, Instant now) {
    BreachDetected said = breach.said();
    return BreachPeopleTold.builder()
        .breach(said.breach())
        .party(said.party())
        .channel(BreachPeopleTold.Channel.of(notice.channel()))
        .count(count)
        .toldAt(now)
        .noticeDigest(said.noticeDigest())
        .kinds(said.kinds())
        .cause(said.cause())
        .harm(said.harm())
        .measures(said.measures())
        .contact(said.contact())
        .build();
  }
}
