/**
 * What a watcher of a log remembers, and how it judges the next checkpoint: the log may only grow,
 * and its witnesses must not fall silent.
 */
@NullMarked
package dev.tallystick.tally.watch;

import org.jspecify.annotations.NullMarked;
