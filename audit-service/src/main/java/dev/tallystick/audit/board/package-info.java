/**
 * Figures of the market for everybody, by month: what an approved loan costs in reports, how much
 * goes through bureaus, and how long each bureau takes. They are counted from the log as it grows.
 * No person and no lender is named, and figures that would rest on few cases or few lenders are
 * left out.
 */
@NullMarked
package dev.tallystick.audit.board;

import org.jspecify.annotations.NullMarked;
