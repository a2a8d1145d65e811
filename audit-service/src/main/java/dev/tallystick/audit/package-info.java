/** The log of who sold whose data to whom. */
@NullMarked
package dev.tallystick.audit;

import org.jspecify.annotations.NullMarked;
