/**
 * Bodies at rest. Body, internal part and their nonces are sealed together under a key of their day
 * and class, so that shredding that key ends them for whole days while stubs, hashes and proofs
 * stay.
 */
@NullMarked
package dev.tallystick.audit.sealing;

import org.jspecify.annotations.NullMarked;
