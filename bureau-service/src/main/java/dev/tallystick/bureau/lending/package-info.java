/**
 * What became of reports: lenders tell what they have decided, and which loans they have opened and
 * closed. Each counts once the log has it, and is told by the lender that bought the report alone.
 */
@NullMarked
package dev.tallystick.bureau.lending;

import org.jspecify.annotations.NullMarked;
