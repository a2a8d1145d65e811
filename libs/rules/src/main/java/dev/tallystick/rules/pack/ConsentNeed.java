package dev.tallystick.rules.pack;

import java.util.Optional;
import java.util.SortedSet;

/**
 * A consent that a passage asks for.
 *
 * @param rule the rule whose refusal its absence is
 * @param discloser which side it must name as discloser; empty if that does not matter
 * @param recipient which side it must name as recipient
 * @param forms the forms of evidence that do; empty if any does
 * @param told whether what the kind must have told has to be on record
 */
public record ConsentNeed(
    String kind,
    String rule,
    Optional<Side> discloser,
    Side recipient,
    SortedSet<String> forms,
    boolean told) {}
