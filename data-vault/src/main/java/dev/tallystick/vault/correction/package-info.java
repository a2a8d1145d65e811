/**
 * Corrections, and that they travel: whoever has received a record hears that it has changed, and
 * says what it did about it (R36, R42).
 */
@NullMarked
package dev.tallystick.vault.correction;

import org.jspecify.annotations.NullMarked;
