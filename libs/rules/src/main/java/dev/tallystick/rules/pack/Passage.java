package dev.tallystick.rules.pack;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An open edge at one step: what it asks for.
 *
 * @param purposes those it is open for, groups resolved; empty at a step without purposes
 * @param endPurposes those it may serve in the end; empty if any
 * @param licensed which side must be licensed
 * @param agreement the kind of agreement between the two
 * @param agreementRule the rule that refuses without it, if not the step's own
 * @param filings what else has to be on file
 * @param consent the caller's own consent
 * @param modifiers what a tier asks for besides
 */
public record Passage(
    SortedSet<String> purposes,
    SortedSet<String> endPurposes,
    Optional<Side> licensed,
    Optional<String> agreement,
    Optional<String> agreementRule,
    Filings filings,
    Optional<ConsentNeed> consent,
    Map<String, ConsentNeed> modifiers) {
  public Passage {
    modifiers = Map.copyOf(modifiers);
  }
}
