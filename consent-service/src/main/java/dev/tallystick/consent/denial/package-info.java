/**
 * Refusals with a rule: the first of a kind is logged at once, its repeats within a minute as a
 * number.
 */
@NullMarked
package dev.tallystick.consent.denial;

import org.jspecify.annotations.NullMarked;
