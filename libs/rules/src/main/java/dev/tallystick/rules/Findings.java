package dev.tallystick.rules;

import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.state.GuardKeys;
import dev.tallystick.rules.state.PackActivation;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is found wrong with something handed in, all of it, and what a verdict rests on. */
final class Findings {
  private final State state;
  private final Pack pack;
  private final List<PackRule> refusing = new ArrayList<>();
  private final SortedSet<String> missing = new TreeSet<>();
  private final SortedMap<String, Long> guards = new TreeMap<>();

  private Findings(State state, Pack pack) {
    this.state = state;
    this.pack = pack;
    restOn(GuardKeys.pack(pack.family()));
  }

  /** Begins, if a pack is in force. */
  static Optional<Findings> begin(State state, Instant instant, PackShelf shelf) {
    Optional<PackActivation> active = state.activePack(shelf.family(), instant.toEpochMilli());
    return active.map(activation -> new Findings(state, PackChoice.find(activation, shelf)));
  }

  Pack pack() {
    return pack;
  }

  State state() {
    return state;
  }

  void restOn(String guard) {
    guards.put(guard, state.guard(guard));
  }

  /**
   * Notes a rule as refusing, unless something holds. A rule that the pack does not have refuses
   * nothing; its reader sees to it that the pack has those that everything here rests on.
   */
  void require(boolean holds, String rule) {
    PackRule refusal = pack.rules().get(rule);
    if (!holds && refusal != null && !refusing.contains(refusal)) {
      refusing.add(refusal);
    }
  }

  /** Notes what is not there, each with the same rule. */
  void requireAll(Collection<String> wanted, Collection<String> there, String rule) {
    for (String item : wanted) {
      if (!there.contains(item) && pack.rules().containsKey(rule)) {
        missing.add(item);
        require(false, rule);
      }
    }
  }

  Verdict verdict(long version) {
    Optional<Decision.Refusal> refusal =
        refusing.stream()
            .findFirst()
            .map(rule -> new Decision.Refusal(rule.code(), rule.id(), rule.status()));
    return new Verdict(
        refusal,
        List.copyOf(missing),
        refusing.stream().map(PackRule::id).toList(),
        Collections.unmodifiableSortedMap(new TreeMap<>(guards)),
        version,
        Optional.of(pack.id()));
  }
}
