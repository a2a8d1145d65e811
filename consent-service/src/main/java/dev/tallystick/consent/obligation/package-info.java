/**
 * Duties with a date that the regulator sets for parties, how far each says it is, and the public
 * scoreboard of it. Parties may commit to a hash first and open it together, so that nobody waits
 * for the others.
 */
@NullMarked
package dev.tallystick.consent.obligation;

import org.jspecify.annotations.NullMarked;
