package dev.tallystick.rules.pack;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What makes a consent of a kind.
 *
 * @param disclosers the roles that may hand over; empty if the kind has no discloser
 * @param discloserOptional whether it may go without one all the same
 * @param items what its notice must have told
 * @param separate whether it names one recipient and one purpose
 * @param forms the forms of evidence that do; empty if any does
 * @param formRule the rule that refuses another form
 * @param told what else must have been told, each with the rule that refuses its absence
 */
public record ConsentKind(
    String kind,
    SortedSet<String> disclosers,
    boolean discloserOptional,
    SortedSet<String> recipients,
    SortedSet<String> items,
    boolean separate,
    boolean highlighted,
    SortedSet<String> forms,
    Optional<String> formRule,
    SortedMap<String, String> told) {}
