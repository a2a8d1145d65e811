/** How the log is, in numbers, for those who watch over it. */
@NullMarked
package dev.tallystick.audit.health;

import org.jspecify.annotations.NullMarked;
