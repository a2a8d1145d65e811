/**
 * Scorecards fitted to loans whose end is known: weight of evidence by bin, a logistic regression
 * over it, and points. What comes out is the file that a bureau files, the cases that it is tested
 * by, and how good it was on loans that it had not seen.
 */
@NullMarked
package dev.tallystick.scorecard;

import org.jspecify.annotations.NullMarked;
