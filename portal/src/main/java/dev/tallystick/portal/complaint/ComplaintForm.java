package dev.tallystick.portal.complaint;

import dev.tallystick.portal.call.PartyNames.Names;
import io.quarkus.qute.TemplateData;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the form of a complaint offers.
 *
 * @param authorities whom one can complain to
 * @param companies whom one can complain of
 * @param entry the entry of the log that the reader comes from
 */
@TemplateData
public record ComplaintForm(
    List<Choice> authorities, List<Choice> companies, Optional<String> entry) {
  /** Copies the lists. */
  public ComplaintForm {
    authorities = List.copyOf(authorities);
    companies = List.copyOf(companies);
  }

  /** A party that can be chosen. */
  @TemplateData
  public record Choice(String id, String name, boolean chosen) {}

  static ComplaintForm of(Names names, Optional<String> against, Optional<String> entry) {
    return new ComplaintForm(
        choices(names.authorities().stream(), names, Optional.empty()),
        choices(
            names.byId().keySet().stream().filter(id -> !names.authorities().contains(id)),
            names,
            against),
        entry);
  }

  private static List<Choice> choices(Stream<String> ids, Names names, Optional<String> chosen) {
    return ids.map(id -> new Choice(id, names.of(id), chosen.filter(id::equals).isPresent()))
        .sorted(Comparator.comparing(Choice::name).thenComparing(Choice::id))
        .toList();
  }

  /** The only authority, if there is one alone. */
  public Optional<Choice> only() {
    return authorities.size() == 1 ? Optional.of(authorities.get(0)) : Optional.empty();
  }
}
