/**
 * What parties file about themselves: what they will collect, with whom they work, what it may do
 * to people.
 */
@NullMarked
package dev.tallystick.consent.filing;

import org.jspecify.annotations.NullMarked;
