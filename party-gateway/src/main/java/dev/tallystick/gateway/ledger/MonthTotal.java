package dev.tallystick.gateway.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What was bought from a party, or sold to it, in a month.
 *
 * @param month such as {@code 2026-03}, in the time zone of the rule pack
 * @param amount of what is neither undelivered nor reversed; absent where nothing has a price
 */
public record MonthTotal(
    String month,
    String seller,
    String buyer,
    long releases,
    @Nullable Long amount,
    @Nullable String currency) {}
