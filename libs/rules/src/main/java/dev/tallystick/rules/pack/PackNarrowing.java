package dev.tallystick.rules.pack;

import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Whether one pack only narrows what another one permits, so that nobody is allowed anything sooner
 * than people could have seen it coming.
 *
 * <p>Known to narrow: a step of an edge closed, a purpose taken from an edge or a category or
 * permitted no longer, a tier refused, a country left out, a permit of shorter life, more words
 * that no recipient may be called. Any other difference counts as widening, also where it does not.
 */
public final class PackNarrowing {
  private final Pack before;
  private final Pack after;

  private PackNarrowing(Pack before, Pack after) {
    this.before = before;
    this.after = after;
  }

  /** Whether everything that {@code after} permits {@code before} permits too. */
  public static boolean narrows(Pack before, Pack after) {
    PackNarrowing both = new PackNarrowing(before, after);
    return both.head() && both.vocabulary() && both.paths() && both.papers();
  }

  private boolean head() {
    return before.family().equals(after.family())
        && before.zone().equals(after.zone())
        && isNarrower(before.countries(), after.countries())
        && after.lifetime().compareTo(before.lifetime()) <= 0
        && after.clockTolerance().compareTo(before.clockTolerance()) <= 0;
  }

  private boolean vocabulary() {
    return before.rules().equals(after.rules())
        && eachNarrows(before.purposes(), after.purposes(), PackNarrowing::purpose)
        && eachNarrows(before.categories(), after.categories(), PackNarrowing::category)
        && eachNarrows(before.tiers(), after.tiers(), PackNarrowing::tier);
  }

  private static boolean purpose(Purpose before, Purpose after) {
    boolean isRefusedNow = before.permitted() && !after.permitted();
    return before.objects().equals(after.objects())
        && before.open() == after.open()
        && before.everyCategory() == after.everyCategory()
        && (before.permitted() == after.permitted() || isRefusedNow);
  }

  private static boolean category(Category before, Category after) {
    boolean servesLess =
        after.everyPurpose()
            ? before.everyPurpose()
            : before.everyPurpose() || before.purposes().containsAll(after.purposes());
    return before.name().equals(after.name())
        && before.tiers().equals(after.tiers())
        && before.derived() == after.derived()
        && before.retention().equals(after.retention())
        && servesLess;
  }

  private static boolean tier(Tier before, Tier after) {
    boolean isRefusedNow = before.refuse().isEmpty() && after.refuse().isPresent();
    return before.rule().equals(after.rule())
        && (before.refuse().equals(after.refuse()) || isRefusedNow);
  }

  private boolean paths() {
    return before.steps().equals(after.steps())
        && before.defaultEdgeRule().equals(after.defaultEdgeRule())
        // Without an edge another one, for every role, might apply: the edges stay, their steps go.
        && eachNarrows(before.edges(), after.edges(), PackNarrowing::edge);
  }

  private static boolean edge(Edge before, Edge after) {
    return before.closed().equals(after.closed())
        && after.passages().entrySet().stream()
            .allMatch(
                step ->
                    before
                        .passage(step.getKey())
                        .filter(passage -> passage(passage, step.getValue()))
                        .isPresent());
  }

  private static boolean passage(Passage before, Passage after) {
    return isNarrower(before.purposes(), after.purposes())
        && isNarrower(before.endPurposes(), after.endPurposes())
        && before.licensed().equals(after.licensed())
        && before.agreement().equals(after.agreement())
        && before.agreementRule().equals(after.agreementRule())
        && before.filings().equals(after.filings())
        && before.consent().equals(after.consent())
        && before.modifiers().equals(after.modifiers());
  }

  private boolean papers() {
    return after.forbiddenRecipientWords().containsAll(before.forbiddenRecipientWords())
        && before.papersBesideWords().equals(after.papersBesideWords());
  }

  /** None means all, so a set that had something must keep something. */
  private static <T> boolean isNarrower(Set<T> before, Set<T> after) {
    return before.equals(after)
        || (!after.isEmpty() && (before.isEmpty() || before.containsAll(after)));
  }

  private static <T> boolean eachNarrows(
      Map<String, T> before, Map<String, T> after, BiPredicate<T, T> narrows) {
    return before.keySet().equals(after.keySet())
        && before.entrySet().stream()
            .allMatch(
                one -> {
                  T now = after.get(one.getKey());
                  return now != null && narrows.test(one.getValue(), now);
                });
  }
}
