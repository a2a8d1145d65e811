/**
 * What a command found, as text for people and as JSON for programs, and the exit code that follows
 * from it. Whatever came from outside is shown without control characters.
 */
@NullMarked
package dev.tallystick.tally.report;

import org.jspecify.annotations.NullMarked;
