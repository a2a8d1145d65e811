/** The verifier: checks receipts and whole logs with nothing but public files. */
@NullMarked
package dev.tallystick.tally;

import org.jspecify.annotations.NullMarked;
