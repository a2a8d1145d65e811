/** A party's side of an exchange: signed statements, sealed payloads, the checks of a recipient. */
@NullMarked
package dev.tallystick.party;

import org.jspecify.annotations.NullMarked;
