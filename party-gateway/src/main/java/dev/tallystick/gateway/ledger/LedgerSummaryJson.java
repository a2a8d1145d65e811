package dev.tallystick.gateway.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The books in numbers.
 *
 * @param entries how many entries the party's list has
 * @param covered the size of the log that the list is proved to be complete up to
 * @param finding what was wrong with the last answer; absent while the list is proved
 */
public record LedgerSummaryJson(
    String party,
    long entries,
    long covered,
    @Nullable Instant checkedAt,
    @Nullable String finding,
    long differences,
    List<PartnerTotalJson> totals) {}
