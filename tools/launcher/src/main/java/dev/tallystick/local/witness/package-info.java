/**
 * What it takes to run {@code tally witness}: a key of its own, a command line, and the lines of
 * the log's policy that name the witnesses.
 */
@NullMarked
package dev.tallystick.local.witness;

import org.jspecify.annotations.NullMarked;
