package dev.tallystick.gateway.order;

import org.jspecify.annotations.Nullable;

/**
 * What a report has cost.
 *
 * @param published whether the bureau's tariff has this price; left out until that was looked up
 */
public record OrderFeeJson(
    long amount,
    String currency,
    String tariff,
    String line,
    @Nullable String dedupOf,
    @Nullable Boolean published) {}
