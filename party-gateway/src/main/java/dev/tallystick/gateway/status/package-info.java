/** How the gateway is. */
@NullMarked
package dev.tallystick.gateway.status;

import org.jspecify.annotations.NullMarked;
