package dev.tallystick.portal.call;

import io.quarkus.qute.TemplateData;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A party that can be chosen in a form. */
@TemplateData
public record PartyChoice(String id, String name, boolean chosen) {
  /** All parties by name, of which none is chosen yet. */
  public static List<PartyChoice> of(PartyNames.Names names) {
    return of(names, Optional.empty());
  }

  /** All parties by name, of which one may be chosen already. */
  public static List<PartyChoice> of(PartyNames.Names names, Optional<String> chosen) {
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
