package dev.tallystick.rules;

import java.time.Instant;
import java.util.SortedSet;

/**
 * An agreement as presented for filing.
 *
 * @param agreement its id; that of an existing one makes it a new version
 */
public record AgreementDraft(
    String agreement,
    String kind,
    String provider,
    String receiver,
    SortedSet<String> clauses,
    Instant validFrom,
    Instant validTo) {}
