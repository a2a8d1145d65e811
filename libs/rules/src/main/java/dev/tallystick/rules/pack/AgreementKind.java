package dev.tallystick.rules.pack;

import java.util.SortedSet;

/** What an agreement of a kind must say; {@code *} as a role stands for every role. */
public record AgreementKind(
    String kind, String provider, String receiver, SortedSet<String> clauses) {}
