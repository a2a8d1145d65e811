/**
 * The facts that decisions read, folded from the log in order. A state never changes; folding an
 * event gives another, and no event can make it fail.
 */
@NullMarked
package dev.tallystick.rules.state;

import org.jspecify.annotations.NullMarked;
