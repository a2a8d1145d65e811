/**
 * Depositors find their own records again by what an indexed field says, without anything being
 * opened to compare. What is stored for it is worth nothing without the data key of person, source
 * and retention class, and dies with that.
 */
@NullMarked
package dev.tallystick.vault.lookup;

import org.jspecify.annotations.NullMarked;
