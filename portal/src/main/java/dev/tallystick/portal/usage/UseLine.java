package dev.tallystick.portal.usage;

import dev.tallystick.portal.usage.Use.Outcome;
import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A line of a day: a use, or several that are told in the same words, at the place of the newest. A
 * sale or a refusal always has a line of its own, however many are alike: each is one.
 *
 * @param first the newest
 * @param all all of them, if there are several
 */
@TemplateData
public record UseLine(Use first, List<Use> all) {
  private static final Set<Outcome> ALONE = EnumSet.of(Outcome.SHARED, Outcome.REFUSED);

  /** Copies the list. */
  public UseLine {
    all = List.copyOf(all);
  }

  /** The lines of a day's uses, in their order. */
  static List<UseLine> of(List<Use> uses) {
    Map<Object, List<Use>> alike = new LinkedHashMap<>();
    for (Use use : uses) {
      Object words = ALONE.contains(use.outcome()) ? use.index() : new Words(use);
      alike.computeIfAbsent(words, any -> new ArrayList<>()).add(use);
    }
    return alike.values().stream()
        .map(same -> new UseLine(same.get(0), same.size() == 1 ? List.of() : same))
        .toList();
  }

  private record Words(Outcome outcome, String lead, String rest, String purpose) {
    Words(Use use) {
      this(use.outcome(), use.lead(), use.rest(), use.purpose());
    }
  }

  /** How many times it happened. */
  public int count() {
    return Math.max(1, all.size());
  }
}
