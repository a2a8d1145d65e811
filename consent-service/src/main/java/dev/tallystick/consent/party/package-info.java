/**
 * Who takes part: parties with their roles, licences, owners and keys. The regulator registers and
 * suspends; a party touches itself only.
 */
@NullMarked
package dev.tallystick.consent.party;

import org.jspecify.annotations.NullMarked;
