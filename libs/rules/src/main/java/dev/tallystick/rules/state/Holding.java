package dev.tallystick.rules.state;

import java.util.Optional;

/** A share that one party holds in another, in hundredths of a percent. */
public record Holding(
    String holder, String held, long basisPoints, String since, Optional<String> approvalRef) {}
