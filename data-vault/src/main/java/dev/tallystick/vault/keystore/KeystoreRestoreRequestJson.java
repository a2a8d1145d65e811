package dev.tallystick.vault.keystore;

import jakarta.validation.constraints.NotNull;

/** Whether a restore is only tried, or proposed. */
record KeystoreRestoreRequestJson(@NotNull Boolean dryRun) {}
