package dev.tallystick.vault.handover;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A signed request to log a hand-over, and the discloser's half of the proof. */
record HandoverJson(
    @NotNull @Size(max = 16_384) String request,
    @NotNull @Size(max = 16_384) String sellerSignature) {}
