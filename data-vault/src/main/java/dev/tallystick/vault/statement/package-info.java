/** Signed requests of parties: who may present one, whether it holds, and that it is taken once. */
@NullMarked
package dev.tallystick.vault.statement;

import org.jspecify.annotations.NullMarked;
