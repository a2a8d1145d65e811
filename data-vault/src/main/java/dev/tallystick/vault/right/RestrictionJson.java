package dev.tallystick.vault.right;

import jakarta.validation.constraints.NotNull;

/** Whether a record may be used. */
record RestrictionJson(@NotNull Boolean restricted) {}
