package dev.tallystick.rules;

import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentRef;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a decision has read, and the times between which it all holds. A check reads the
 * state through here, so that no fact is used without its guard.
 */
final class Evidence {
  private final State state;
  private final Instant instant;
  private final SortedMap<String, Long> guards = new TreeMap<>();
  private final SortedSet<String> advances = new TreeSet<>();
  private final Set<String> parties = new HashSet<>();
  private final Map<String, Consent> used = new TreeMap<>();
  private long notBefore;
  private long notAfter;

  Evidence(State state, Instant instant, Pack pack) {
    this.state = state;
    this.instant = instant;
    this.notBefore = instant.minus(pack.clockTolerance()).toEpochMilli();
    this.notAfter = instant.plus(pack.lifetime()).toEpochMilli();
    restOn(GuardKeys.pack(pack.family()));
  }

  State state() {
    return state;
  }

  Instant instant() {
    return instant;
  }

  long at() {
    return instant.toEpochMilli();
  }

  /** A party, or the fact that there is none. */
  Optional<Party> party(String id) {
    // A guard's key is a hash, and a party is looked at by many rules.
    if (parties.add(id)) {
      restOn(GuardKeys.party(id));
    }
    return state.party(id);
  }

  void restOn(String guard) {
    guards.computeIfAbsent(guard, state::guard);
  }

  /** Rests on a guard that the release moves, so that no two do it at once. */
  void move(String guard) {
    restOn(guard);
    advances.add(guard);
  }

  /** Rests on something that is there from one time to before another. */
  void holds(long fromMillis, long toMillis) {
    since(fromMillis);
    until(toMillis);
  }

  void since(long fromMillis) {
    notBefore = Math.max(notBefore, fromMillis);
  }

  /** The first millisecond at which something is over; the decision ends one before. */
  void until(long endMillis) {
    notAfter = Math.min(notAfter, endMillis - 1);
  }

  /** Relies on a consent that another release is counted for. */
  void relyOn(Consent consent) {
    String id = consent.id();
    restOn(GuardKeys.consent(id));
    holds(consent.validFromMillis(), consent.validUntilMillis());
    used.put(id, consent);
  }

  /** Uses a consent, once more if its uses are counted. */
  void use(Consent consent) {
    relyOn(consent);
    if (consent.isLimited()) {
      move(GuardKeys.use(consent.id()));
    }
    if (consent.isLimited() && consent.terms().frequency().isPresent()) {
      since(at());
    }
  }

  List<ConsentRef> consents() {
    List<ConsentRef> consents = new ArrayList<>(used.size());
    used.forEach((id, consent) -> consents.add(new ConsentRef(id, consent.version())));
    return Collections.unmodifiableList(consents);
  }

  /** A view; nothing is read any more once the decision is made. */
  SortedMap<String, Long> guards() {
    return Collections.unmodifiableSortedMap(guards);
  }

  /** A view, too. */
  SortedSet<String> advances() {
    return Collections.unmodifiableSortedSet(advances);
  }

  Decision.Window window() {
    return new Decision.Window(
        instant, Instant.ofEpochMilli(notBefore), Instant.ofEpochMilli(notAfter));
  }
}
