package dev.tallystick.vault.keystore;

import dev.tallystick.keys.SealedValue;

/** A sealed value and the version of its owner's key that opens it: what a row stores. */
public record Sealed(int keyVersion, SealedValue value) {}
