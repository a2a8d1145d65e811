package dev.tallystick.rules.state;

/** The word of the regulator that a rule pack decides from an instant on. */
public record PackActivation(
    String family, String pack, long version, String digest, long effectiveFromMillis) {}
