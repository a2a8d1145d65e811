/** Who may call this gateway: its own key, or a token of the party. */
@NullMarked
package dev.tallystick.gateway.access;

import org.jspecify.annotations.NullMarked;
