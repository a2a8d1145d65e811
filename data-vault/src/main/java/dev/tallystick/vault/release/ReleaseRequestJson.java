package dev.tallystick.vault.release;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A signed request for records. */
record ReleaseRequestJson(@NotNull @Size(max = 16_384) String request) {}
