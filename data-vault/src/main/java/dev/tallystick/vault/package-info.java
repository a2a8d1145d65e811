/** Keeps the records, sealed under a key per person. */
@NullMarked
package dev.tallystick.vault;

import org.jspecify.annotations.NullMarked;
