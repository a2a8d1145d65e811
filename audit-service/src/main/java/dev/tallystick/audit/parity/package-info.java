/**
 * Whether a bureau treats those who own a part of it like the rest: price, time and refusals of the
 * holder's group beside everybody else's, by month. Small numbers are left out, and nobody is named
 * but the bureau and its holder.
 */
@NullMarked
package dev.tallystick.audit.parity;

import org.jspecify.annotations.NullMarked;
