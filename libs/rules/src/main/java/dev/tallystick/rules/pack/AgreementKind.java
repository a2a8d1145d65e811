package dev.tallystick.rules.pack;

import java.util.Optional;
import java.util.SortedSet;

/**
 * What an agreement of a kind must say; {@code *} as a role stands for every role.
 *
 * @param approvalRule the rule that refuses it without the regulator's approval, if it needs one
 */
public record AgreementKind(
    String kind,
    String provider,
    String receiver,
    SortedSet<String> clauses,
    Optional<String> approvalRule) {}
