/** The house rules that the tests of every service check. */
@NullMarked
package dev.tallystick.houserules;

import org.jspecify.annotations.NullMarked;
