/**
 * The command {@code tally}: it checks receipts and whole logs with nothing but public files and
 * the keys that its user trusts. One class is one command; what they find is told through {@code
 * report}. It asks no service for its opinion.
 */
@NullMarked
package dev.tallystick.tally;

import org.jspecify.annotations.NullMarked;
