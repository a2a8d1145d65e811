/** Log-in and log-out, and where they lead. */
@NullMarked
package dev.tallystick.portal.session;

import org.jspecify.annotations.NullMarked;
