package dev.tallystick.vault.keystore;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a restore has brought back. */
@Schema(name = "KeystoreRestored")
record RestoredJson(@Schema(description = "Data keys that there are now.") long keys) {}
