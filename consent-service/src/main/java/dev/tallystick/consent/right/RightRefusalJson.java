package dev.tallystick.consent.right;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Why a right is not granted, and where the person can complain (R44). */
record RightRefusalJson(
    @NotNull @Size(max = 1000) String reason, @NotNull @Size(max = 500) String route) {}
