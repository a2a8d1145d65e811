/**
 * The program for questions about exports, which runs in a process of its own: where it is, and how
 * it is started. It needs a Java, which {@code tally} itself may do without.
 */
@NullMarked
package dev.tallystick.tally.analysis;

import org.jspecify.annotations.NullMarked;
