/** Calls to the services of the suite, in the party's name. */
@NullMarked
package dev.tallystick.gateway.suite;

import org.jspecify.annotations.NullMarked;
