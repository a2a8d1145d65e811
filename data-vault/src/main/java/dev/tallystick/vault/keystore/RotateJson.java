package dev.tallystick.vault.keystore;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Which wrapping keys are to be rotated, and destroyed at once. */
record RotateJson(@NotNull @Pattern(regexp = "SHREDDED|ALL") String which) {}
