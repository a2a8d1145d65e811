/**
 * Changes of the log's own keys: one more key that signs, one that signs no more, another version
 * of the key that wraps the keys of bodies. Each is in the log before it takes effect.
 */
@NullMarked
package dev.tallystick.audit.keychange;

import org.jspecify.annotations.NullMarked;
