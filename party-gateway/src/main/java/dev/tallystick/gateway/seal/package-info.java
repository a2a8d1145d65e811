/** Seals what the gateway keeps about persons. */
@NullMarked
package dev.tallystick.gateway.seal;

import org.jspecify.annotations.NullMarked;
