package dev.tallystick.evidence.lineage;

import java.util.Optional;

/**
 * What was charged for a release.
 *
 * @param amount in the smallest unit of the currency
 * @param dedupOf the release that was paid for instead
 */
public record LineageFee(
    long amount, String currency, String tariff, String line, Optional<String> dedupOf) {}
