/** The suite as an earlier release has left it, and what becomes of it under this one. */
@NullMarked
package dev.tallystick.system.upgrade;

import org.jspecify.annotations.NullMarked;
