/**
 * How often lenders ask, held against the rule pack in force (R53): what is too much is refused for
 * now and logged, and a lender that goes on is suspended by an entry of the log.
 */
@NullMarked
package dev.tallystick.bureau.volume;

import org.jspecify.annotations.NullMarked;
