/**
 * Proofs and receipts: what a party keeps to show, offline and to anybody, that an entry is in the
 * log.
 */
@NullMarked
package dev.tallystick.audit.proof;

import org.jspecify.annotations.NullMarked;
