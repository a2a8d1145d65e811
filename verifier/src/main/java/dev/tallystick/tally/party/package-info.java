/**
 * A party at the command line: its keys, its token, the services, and the files that it keeps. Only
 * this part of {@code tally} sends anything.
 */
@NullMarked
package dev.tallystick.tally.party;

import org.jspecify.annotations.NullMarked;
