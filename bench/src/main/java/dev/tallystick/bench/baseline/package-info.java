/**
 * What the log is compared with: the same bytes, written by single-row INSERTs of many clients into
 * a plain table of the same server.
 */
@NullMarked
package dev.tallystick.bench.baseline;

import org.jspecify.annotations.NullMarked;
