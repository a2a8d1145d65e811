/**
 * Brings back bodies that cannot be read: bytes from a backup or from somebody's receipt, if they
 * hash to what the log has committed to.
 */
@NullMarked
package dev.tallystick.audit.repair;

import org.jspecify.annotations.NullMarked;
