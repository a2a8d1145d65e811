/**
 * Objections: a person says that a record is wrong. It is marked at once, and the party that has
 * deposited it has a term to answer.
 */
@NullMarked
package dev.tallystick.vault.objection;

import org.jspecify.annotations.NullMarked;
