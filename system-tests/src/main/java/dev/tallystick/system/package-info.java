/** The suite as its users meet it, on real components. */
@NullMarked
package dev.tallystick.system;

import org.jspecify.annotations.NullMarked;
