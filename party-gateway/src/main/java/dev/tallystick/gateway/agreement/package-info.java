/** The party's half of an agreement, signed by the keys that only the gateway has. */
@NullMarked
package dev.tallystick.gateway.agreement;

import org.jspecify.annotations.NullMarked;
