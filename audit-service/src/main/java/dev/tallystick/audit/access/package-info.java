/** Who may see which part of which entry: read from the types of events, in one place. */
@NullMarked
package dev.tallystick.audit.access;

import org.jspecify.annotations.NullMarked;
