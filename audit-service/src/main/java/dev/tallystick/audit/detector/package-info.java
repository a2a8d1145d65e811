/**
 * Detectors (R53): they count what parties and their staff do, by the entries of the log, and raise
 * an alarm when it is more, or less, than is expected. They draw no conclusion and suspend nobody.
 * What they watch for, over which window and from which number on, is data.
 */
@NullMarked
package dev.tallystick.audit.detector;

import org.jspecify.annotations.NullMarked;
