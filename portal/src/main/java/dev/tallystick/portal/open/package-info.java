/** Pages for everybody, without a log-in. */
@NullMarked
package dev.tallystick.portal.open;

import org.jspecify.annotations.NullMarked;
