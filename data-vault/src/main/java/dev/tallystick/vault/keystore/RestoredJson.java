package dev.tallystick.vault.keystore;

/** What a restore has brought back. */
record RestoredJson(long keys) {}
