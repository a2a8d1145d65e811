/**
 * Reads by the staff of parties: each names who, how, what for and on which ticket, and is in the
 * log before the first byte (R52).
 */
@NullMarked
package dev.tallystick.vault.staff;

import org.jspecify.annotations.NullMarked;
