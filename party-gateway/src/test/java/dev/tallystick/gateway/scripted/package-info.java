/** The suite as a party meets it, by script: real keys, seals, signatures and proofs. */
@NullMarked
package dev.tallystick.gateway.scripted;

import org.jspecify.annotations.NullMarked;
