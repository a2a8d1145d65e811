/**
 * What a long-running command remembers between its runs: files in a folder that belongs to one
 * process at a time, each of them durable and whole.
 */
@NullMarked
package dev.tallystick.tally.state;

import org.jspecify.annotations.NullMarked;
