/**
 * Whose word counts: the log keys, witnesses and quorum by which a checkpoint is accepted, as
 * c2sp.org/tlog-policy defines them, and the options that name them.
 */
@NullMarked
package dev.tallystick.tally.trust;

import org.jspecify.annotations.NullMarked;
