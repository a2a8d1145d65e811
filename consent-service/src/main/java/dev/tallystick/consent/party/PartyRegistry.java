package dev.tallystick.consent.party;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Licence;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import dev.tallystick.rules.state.Suspension;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the regulator does about parties: registers, licenses, suspends. Everything rests on the
 * state of the party that was looked at, save what narrows, which nothing may hold up.
 */
@Singleton
class PartyRegistry {
  private static final Map<String, Long> NOTHING = Map.of();

  private final ConsentEventPublisher events;

  PartyRegistry(ConsentEventPublisher events) {
    this.events = events;
  }

  Logged register(JsonObject data) {
    String party = data.getString("party");
    return events.publish(
        state -> {
          if (state.party(party).filter(Party::isRegistered).isPresent()) {
            throw ConsentProblemCode.PARTY_EXISTS.problem();
          }
          return events.event("party.registered", data, guards(state, party));
        });
  }

  Logged recordLicence(JsonObject data) {
    String party = data.getString("party");
    if (data.getString("validFrom").compareTo(data.getString("validTo")) >= 0) {
      throw ConsentProblemCode.PERIOD_INVALID.problem();
    }
    return events.publish(
        state -> {
          registered(state, party);
          return events.event("licence.recorded", data, guards(state, party));
        });
  }

  /** Revokes a licence; the answer's data names whose it was. */
  Logged revokeLicence(String licence, String ground, String by) {
    return events.publish(
        state -> {
          Party holder = holder(state, licence);
          JsonObject data =
              JsonObject.builder()
                  .put("licence", licence)
                  .put("party", holder.id())
                  .put("ground", ground)
                  .put("by", by)
                  .build();
          return events.event("licence.revoked", data, NOTHING);
        });
  }

  /** The party that holds a licence which is not revoked. */
  Party holder(State state, String licence) {
    for (Party party : state.parties()) {
      for (Licence held : party.licences()) {
        if (held.id().equals(licence)) {
          if (held.revoked()) {
            throw ConsentProblemCode.LICENCE_REVOKED.problem();
          }
          return party;
        }
      }
    }
    throw ConsentProblemCode.LICENCE_UNKNOWN.problem();
  }

  Logged suspend(JsonObject data) {
    return events.publish(
        state -> {
          registered(state, data.getString("party"));
          return events.event("party.suspended", data, NOTHING);
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
    return events.current().party(party).filter(found -> !ofAll(found).isEmpty()).isPresent();
  }

  private Logged restoreOne(String party, String ground, String by) {
    return events.publish(
        state -> {
          String suspension =
              ofAll(registered(state, party)).stream()
                  .map(Suspension::event)
                  .min(Comparator.naturalOrder())
                  .orElseThrow(ConsentProblemCode.PARTY_NOT_SUSPENDED::problem);
          JsonObject data =
              JsonObject.builder()
                  .put("party", party)
                  .put("suspension", suspension)
                  .put("ground", ground)
                  .put("by", by)
                  .build();
          return events.event("party.restored", data, guards(state, party));
        });
  }

  private static List<Suspension> ofAll(Party party) {
    return party.suspensions().values().stream()
        .filter(suspension -> suspension.scope().equals(Suspension.ALL))
        .toList();
  }

  static Party registered(State state, String party) {
    return state
        .party(party)
        .filter(Party::isRegistered)
        .orElseThrow(ConsentProblemCode.PARTY_UNKNOWN::problem);
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
