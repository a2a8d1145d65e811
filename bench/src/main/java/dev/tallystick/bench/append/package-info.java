/**
 * The measurement of the log's append path: what is run in which order, what it is compared with,
 * what is asked of it, and how it is told.
 */
@NullMarked
package dev.tallystick.bench.append;

import org.jspecify.annotations.NullMarked;
