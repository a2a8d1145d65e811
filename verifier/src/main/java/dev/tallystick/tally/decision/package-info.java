/** Deciding anew what a log says was decided: from openings and packs, asking nobody. */
@NullMarked
package dev.tallystick.tally.decision;

import org.jspecify.annotations.NullMarked;
