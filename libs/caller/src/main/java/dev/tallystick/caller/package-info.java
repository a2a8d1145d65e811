/** Who calls a service, as the verified token says. */
@NullMarked
package dev.tallystick.caller;

import org.jspecify.annotations.NullMarked;
