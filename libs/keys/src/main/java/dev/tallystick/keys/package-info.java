/**
 * Keys that can be used but not read: the {@link dev.tallystick.keys.Kms} and its data keys, and
 * the signatures and encryption between parties.
 *
 * <p>Key bytes never leave this package except into a key file or a wrapped key. What comes from
 * outside and does not hold is a checked exception; a missing key file or a closed key is not.
 */
@NullMarked
package dev.tallystick.keys;

import org.jspecify.annotations.NullMarked;
