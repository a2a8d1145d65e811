/**
 * The keys that everything about people is sealed under: one for each (person, source, retention
 * class), wrapped by a key of the Kms, in a table of its own.
 *
 * <p>Key bytes never leave libs/keys, and data keys never leave this package: others seal and open
 * through it. When the last row of a key is deleted, what it has sealed is gone for good.
 */
@NullMarked
package dev.tallystick.vault.keystore;

import org.jspecify.annotations.NullMarked;
