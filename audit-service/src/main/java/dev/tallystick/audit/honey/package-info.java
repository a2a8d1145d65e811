/**
 * Honey persons: invented people whose data nobody has a use for, so that every use is one that
 * should not be. Who they are is known to the authority that has marked them; it stands nowhere in
 * the clear, on no page and in no alarm.
 */
@NullMarked
package dev.tallystick.audit.honey;

import org.jspecify.annotations.NullMarked;
