/**
 * Breaches (R55): a party, or the regulator for it, says what happened to which data, what harm may
 * come of it and what is done; then the authority and the people are told, in the terms of the rule
 * pack. What is late is a duty.
 */
@NullMarked
package dev.tallystick.consent.breach;

import org.jspecify.annotations.NullMarked;
