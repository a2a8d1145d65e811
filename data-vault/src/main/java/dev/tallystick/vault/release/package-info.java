/**
 * Handing records over: one release for each source, each decided, stored, logged, and only then
 * sent; in this order, whatever fails in between.
 *
 * <p>What the rows hold of a payload is sealed to the recipient and again under the person's key,
 * and is gone at the recipient's acknowledgement or after ten minutes.
 */
@NullMarked
package dev.tallystick.vault.release;

import org.jspecify.annotations.NullMarked;
