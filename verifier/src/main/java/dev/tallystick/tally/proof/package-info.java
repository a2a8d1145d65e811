/**
 * What a person or party keeps to show that an event is logged: receipts and bare proofs, how they
 * are read and what can be said about them without asking anybody.
 */
@NullMarked
package dev.tallystick.tally.proof;

import org.jspecify.annotations.NullMarked;
