/**
 * A witness as a process: its state in files, its protocol (c2sp.org/tlog-witness) over HTTP. What
 * is cosigned is decided in {@link dev.tallystick.tlog.Witness}; what is here makes it durable and
 * reachable.
 */
@NullMarked
package dev.tallystick.tally.witness;

import org.jspecify.annotations.NullMarked;
