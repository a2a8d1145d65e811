package dev.tallystick.rules.state;

import java.util.Optional;

/**
 * A fee as charged; {@code dedupOf} is the release that was charged before, so that this is not.
 */
public record Fee(
    long amount, String currency, String tariff, String line, Optional<String> dedupOf) {}
