/** Idempotency-Key: the same request twice is done once. */
@NullMarked
package dev.tallystick.idempotency;

import org.jspecify.annotations.NullMarked;
