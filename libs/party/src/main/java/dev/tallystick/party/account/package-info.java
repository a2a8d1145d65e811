/**
 * What the fees of releases add up to: invoices of a month, and the shares of the platforms. The
 * bureau that issues them, who pays them and who audits them sum by the same code. Nothing here
 * reads the clock.
 */
@NullMarked
package dev.tallystick.party.account;

import org.jspecify.annotations.NullMarked;
