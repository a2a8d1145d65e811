package dev.tallystick.gateway.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the books, the newest first. */
public record LedgerPageJson(List<LedgerEntryJson> entries, @Nullable String next) {}
