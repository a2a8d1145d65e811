/**
 * Money between bureaus, lenders and platforms: what the log says of fees, month by month, and the
 * invoices and settlements that are its sum.
 */
@NullMarked
package dev.tallystick.bureau.account;

import org.jspecify.annotations.NullMarked;
