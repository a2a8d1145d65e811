package dev.tallystick.rules.state;

import java.util.Optional;

/** An erasure that has begun: of everything, or of what one provider deposited. */
public record Erasure(String id, Optional<String> provider, long index) {}
