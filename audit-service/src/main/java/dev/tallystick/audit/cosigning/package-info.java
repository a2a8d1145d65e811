/**
 * Offers the log's checkpoints to the witnesses of its policy (c2sp.org/tlog-witness). Appending
 * waits for none of it: a witness that is away, slow or lying costs its own cosignature and nothing
 * else.
 */
@NullMarked
package dev.tallystick.audit.cosigning;

import org.jspecify.annotations.NullMarked;
