/**
 * {@code Idempotency-Key}: the same request sent twice is done once and answered alike. A key
 * belongs to its caller and route for a day.
 */
@NullMarked
package dev.tallystick.idempotency;

import org.jspecify.annotations.NullMarked;
