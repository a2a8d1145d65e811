/**
 * The complete list of the entries about one person or party: how it is written, and the check that
 * it has no gap.
 */
@NullMarked
package dev.tallystick.events.usage;

import org.jspecify.annotations.NullMarked;
