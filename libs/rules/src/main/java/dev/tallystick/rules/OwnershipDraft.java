package dev.tallystick.rules;

import java.util.Optional;

/** A share as presented for recording, in hundredths of a percent. */
public record OwnershipDraft(
    String holder, String held, long basisPoints, Optional<String> approvalRef) {}
