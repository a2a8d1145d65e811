/**
 * Scorecards: points for what records say, as data of one file a model, and the sentences that
 * explain them. A pure function of the records: the same ones give the same score.
 */
@NullMarked
package dev.tallystick.bureau.scoring;

import org.jspecify.annotations.NullMarked;
