/**
 * Hand-overs by the hand of the discloser: a report that a lender passes on, what a closing bureau
 * hands over, what a processor is given. They are decided and logged here like every release; the
 * payload is sealed, kept and sent by the party itself, and its recipient opens it with the receipt
 * (R09, R28, R31).
 */
@NullMarked
package dev.tallystick.vault.handover;

import org.jspecify.annotations.NullMarked;
