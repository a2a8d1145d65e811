package dev.tallystick.consent.party;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.LicenceId;
import dev.tallystick.events.type.LicenceRecorded;
import dev.tallystick.events.type.LicenceRevoked;
import dev.tallystick.events.type.PartyRegistered;
import dev.tallystick.events.type.PartyRestored;
import dev.tallystick.events.type.PartySuspended;
import dev.tallystick.events.type.ServiceRestored;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Licence;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import dev.tallystick.rules.state.Suspension;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the regulator does about parties: registers, licenses, suspends. Everything rests on the
 * state of the party that was looked at, save what narrows, which nothing may hold up.
 */
@Singleton
class PartyRegistry {
  private static final Map<String, Long> NOTHING = Map.of();

  /** The services of the suite; a party of such a name could sign in a service's place. */
  private static final Set<String> SERVICES =
      EventTypes.all().stream()
          .flatMap(type -> type.appenders().stream())
          .collect(Collectors.toUnmodifiableSet());

  private final ConsentEventPublisher events;
  private final Ids ids;

  PartyRegistry(ConsentEventPublisher events, Ids ids) {
    this.events = events;
    this.ids = ids;
  }

  Logged register(PartyRegistered data) {
    String party = data.party();
    return events.publish(
        state -> {
          if (SERVICES.contains(party)
              || state.party(party).filter(Party::isRegistered).isPresent()) {
            throw PartyProblemCode.PARTY_EXISTS.problem();
          }
          return events.event(data, guards(state, party));
        });
  }

  /** The id of a licence that is about to be recorded. */
  String drawLicence() {
    return ids.draw("lic");
  }

  Logged recordLicence(LicenceRecorded data) {
    String party = data.party();
    if (data.validFrom().toEpochMilli() >= data.validTo().toEpochMilli()) {
      throw PartyProblemCode.PERIOD_INVALID.problem();
    }
    return events.publish(
        state -> {
          registered(state, party);
          return events.event(data, guards(state, party));
        });
  }

  /** Revokes a licence; the answer's data names whose it was. */
  Logged revokeLicence(String licence, String ground, String by) {
    return events.publish(
        state -> {
          Party holder = holder(state, licence);
          LicenceRevoked data = new LicenceRevoked(new LicenceId(licence), holder.id(), ground, by);
          return events.event(data, NOTHING);
        });
  }

  /** The party that holds a licence which is not revoked. */
  Party holder(State state, String licence) {
    for (Party party : state.parties()) {
      for (Licence held : party.licences()) {
        if (held.id().equals(licence)) {
          if (held.revoked()) {
            throw PartyProblemCode.LICENCE_REVOKED.problem();
          }
          return party;
        }
      }
    }
    throw PartyProblemCode.LICENCE_UNKNOWN.problem();
  }

  Logged suspend(PartySuspended data) {
    return events.publish(
        state -> {
          registered(state, data.party());
          return events.event(data, NOTHING);
        });
  }

  /** Lifts every suspension of a party, the oldest first; returns the last entry. */
  Logged restore(String party, String ground, String by) {
    Logged last = restoreOne(party, ground, by);
    while (isSuspended(party)) {
      last = restoreOne(party, ground, by);
    }
    return last;
  }

  private boolean isSuspended(String party) {
    return events.current().party(party).filter(found -> !liftable(found).isEmpty()).isPresent();
  }

  private Logged restoreOne(String party, String ground, String by) {
    return events.publish(
        state -> {
          Suspension oldest =
              liftable(registered(state, party)).stream()
                  .min(Comparator.comparing(Suspension::event))
                  .orElseThrow(PartyProblemCode.PARTY_NOT_SUSPENDED::problem);
          EventId suspension = EventId.fromString(oldest.event());
          return oldest.scope().equals(Suspension.ALL)
              ? events.event(new PartyRestored(party, suspension, ground, by), guards(state, party))
              : events.event(
                  new ServiceRestored(party, suspension, ground, by), guards(state, party));
        });
  }

  /** All but those for receipts, which end when the receipts are there. */
  private static List<Suspension> liftable(Party party) {
    return party.suspensions().values().stream()
        .filter(suspension -> !suspension.scope().equals(Suspension.RECEIPTS))
        .toList();
  }

  static Party registered(State state, String party) {
    return state
        .party(party)
        .filter(Party::isRegistered)
        .orElseThrow(PartyProblemCode.PARTY_UNKNOWN::problem);
  }

  static Map<String, Long> guards(State state, String... parties) {
    Map<String, Long> guards = new TreeMap<>();
    for (String party : parties) {
      String key = GuardKeys.party(party);
      guards.put(key, state.guard(key));
    }
    return guards;
  }
}
