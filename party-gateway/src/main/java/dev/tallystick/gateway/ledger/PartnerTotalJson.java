package dev.tallystick.gateway.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What was bought from a party, or sold to it.
 *
 * @param amount of what is neither undelivered nor reversed; absent where nothing has a price
 */
public record PartnerTotalJson(
    String seller, String buyer, long releases, @Nullable Long amount, @Nullable String currency) {}
