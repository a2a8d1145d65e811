package dev.tallystick.bureau.account;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.party.account.ShareSplit.MadeOf;
import java.time.Instant;

/**
 * What is kept of a release that was sold: nothing about the person.
 *
 * @param index where the log has it
 * @param product what was sold
 * @param madeOf whose records and whose model it was made of
 */
record SoldRelease(
    EventId event,
    long index,
    Instant at,
    String lender,
    String product,
    ReleaseFee fee,
    MadeOf madeOf) {}
