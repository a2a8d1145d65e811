/** The public format of the log: Merkle tree, tiles, notes, checkpoints and proofs, without I/O. */
@NullMarked
package dev.tallystick.tlog;

import org.jspecify.annotations.NullMarked;
