/** Owners of bureaus, through others too, and the conflicts of interest that they make. */
@NullMarked
package dev.tallystick.consent.conflict;

import org.jspecify.annotations.NullMarked;
