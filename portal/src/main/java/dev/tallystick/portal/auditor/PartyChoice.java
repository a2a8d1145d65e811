package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.PartyNames.Names;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A party that can be chosen in a form. */
public record PartyChoice(String id, String name, boolean chosen) {
  /** All parties by name, of which one may be chosen already. */
  public static List<PartyChoice> of(Names names, Optional<String> chosen) {
    return names.byId().entrySet().stream()
        .map(
            each ->
                new PartyChoice(
                    each.getKey(),
                    each.getValue(),
                    chosen.filter(each.getKey()::equals).isPresent()))
        .sorted(Comparator.comparing(PartyChoice::name).thenComparing(PartyChoice::id))
        .toList();
  }
}
