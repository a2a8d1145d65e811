/**
 * Figures of the market for everybody, by month: what an approved loan costs in reports, how much
 * goes through bureaus, how long each bureau takes, and which platforms and lenders lend together.
 * They are counted from the log as it grows. No person is named, and a lender only as the partner
 * of a joint loan. Figures that would rest on few cases or few lenders are left out.
 */
@NullMarked
package dev.tallystick.audit.board;

import org.jspecify.annotations.NullMarked;
