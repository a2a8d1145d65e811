/**
 * By whose signatures the log's checkpoints are accepted, and how far it has been witnessed: the
 * newest checkpoint that a quorum has cosigned, shared by all replicas.
 */
@NullMarked
package dev.tallystick.audit.witness;

import org.jspecify.annotations.NullMarked;
