/**
 * Offers the log's checkpoints to witnesses (c2sp.org/tlog-witness) and keeps the newest one that a
 * quorum of them has cosigned. Appending waits for none of it: a witness that is away, slow or
 * lying costs its own cosignature and nothing else.
 */
@NullMarked
package dev.tallystick.audit.witness;

import org.jspecify.annotations.NullMarked;
