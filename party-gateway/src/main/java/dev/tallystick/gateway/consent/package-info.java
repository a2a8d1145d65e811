/** Asks persons for consents, and learns from the log what they said. */
@NullMarked
package dev.tallystick.gateway.consent;

import org.jspecify.annotations.NullMarked;
