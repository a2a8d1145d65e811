/** Files with the verdicts that every verifier must give them, whatever it is written in. */
@NullMarked
package dev.tallystick.tally.corpus;

import org.jspecify.annotations.NullMarked;
