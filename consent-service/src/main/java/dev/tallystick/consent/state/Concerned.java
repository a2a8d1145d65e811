package dev.tallystick.consent.state;

import dev.tallystick.events.EventLabels;
import dev.tallystick.tlog.Hash;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a decision is about, by the labels of the log.
 *
 * @param persons the labels of all tokens of the person
 * @param parties the labels of the parties that take part
 */
public record Concerned(Set<Hash> persons, Set<Hash> parties) {
  public Concerned {
    persons = Set.copyOf(persons);
    parties = Set.copyOf(parties);
  }

  /** By tokens of one person and ids of parties. */
  public static Concerned of(Collection<String> tokens, Collection<String> parties) {
    return new Concerned(
        tokens.stream().map(EventLabels::ofSubject).collect(Collectors.toSet()),
        parties.stream().map(EventLabels::ofParty).collect(Collectors.toSet()));
  }
}
