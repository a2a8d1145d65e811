/** Tells the party's own systems of what happens, by signed calls. */
@NullMarked
package dev.tallystick.gateway.webhook;

import org.jspecify.annotations.NullMarked;
