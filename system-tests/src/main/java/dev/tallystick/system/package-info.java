/**
 * The suite on real components: everything that the tests of one module cannot show, started with
 * the command that a user types.
 */
@NullMarked
package dev.tallystick.system;

import org.jspecify.annotations.NullMarked;
