/**
 * A party's side of an exchange: the statements that it signs, the payloads that are sealed to it,
 * the checks that a recipient makes, and a client for its machines.
 *
 * <p>The services use the same code to read what a party says. Nothing here reads the clock.
 */
@NullMarked
package dev.tallystick.party;

import org.jspecify.annotations.NullMarked;
