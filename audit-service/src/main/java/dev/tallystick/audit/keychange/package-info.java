/**
 * Changes of the log's own keys: one more key that signs, one that signs no more, another version
 * of the key that wraps the keys of bodies. Those of the signing keys are in the log before they
 * take effect; the last one leaves a line in the service's own log.
 */
@NullMarked
package dev.tallystick.audit.keychange;

import org.jspecify.annotations.NullMarked;
