package dev.tallystick.vault.deposit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The platform's signature over a chunk. */
record SignatureJson(@NotNull @Size(max = 16_384) String statement) {}
