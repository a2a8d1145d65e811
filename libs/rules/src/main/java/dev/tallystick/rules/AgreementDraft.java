package dev.tallystick.rules;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An agreement as presented for filing.
 *
 * @param agreement its id; that of an existing one makes it a new version
 * @param approvalRef the regulator's approval, if it was the regulator who presented it
 */
public record AgreementDraft(
    String agreement,
    String kind,
    String provider,
    String receiver,
    SortedSet<String> clauses,
    Instant validFrom,
    Instant validTo,
    Optional<String> approvalRef) {}
