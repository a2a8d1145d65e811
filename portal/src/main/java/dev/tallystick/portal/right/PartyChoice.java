package dev.tallystick.portal.right;

import dev.tallystick.portal.call.PartyNames.Names;
import java.util.Comparator;
import java.util.List;

/** A company that can be chosen. */
public record PartyChoice(String id, String name) {
  /** All that are known, by name. */
  static List<PartyChoice> all(Names names) {
    return names.byId().entrySet().stream()
        .map(each -> new PartyChoice(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(PartyChoice::name).thenComparing(PartyChoice::id))
        .toList();
  }
}
