package dev.tallystick.gateway.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway is.
 *
 * @param enrolled whether the suite knows its keys
 * @param suiteAwaySince since when the suite does not answer; absent while it does
 * @param waiting how many orders wait
 * @param queueLimit how many may
 * @param listed how many entries the party's list has, as far as it is proved
 * @param finding what was wrong with the last answer about the list
 */
record StatusJson(
    String party,
    String role,
    boolean enrolled,
    @Nullable Instant suiteAwaySince,
    long waiting,
    int queueLimit,
    long listed,
    @Nullable Instant listedAt,
    @Nullable String finding) {}
