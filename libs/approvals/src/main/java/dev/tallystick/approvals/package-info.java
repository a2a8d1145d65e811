/**
 * Privileged acts. Each is in the log before it is done, and nobody does many at once; restoring
 * keys and activating a rule pack take two persons: one account proposes, another one approves.
 */
@NullMarked
package dev.tallystick.approvals;

import org.jspecify.annotations.NullMarked;
