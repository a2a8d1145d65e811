package dev.tallystick.gateway.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of differences, by kind. */
public record LedgerDifferencesJson(
    List<LedgerDifferenceJson> differences, @Nullable String next) {}
