/**
 * Certificates of destruction: a bureau that closes and hands nothing over, a processor whose work
 * is done, a holder whose ground has ended says in the log what it has destroyed (R09, R31).
 */
@NullMarked
package dev.tallystick.consent.destruction;

import org.jspecify.annotations.NullMarked;
