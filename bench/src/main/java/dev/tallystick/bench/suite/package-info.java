/** A running suite as it is measured from outside: its processes, memory, databases and log. */
@NullMarked
package dev.tallystick.bench.suite;

import org.jspecify.annotations.NullMarked;
