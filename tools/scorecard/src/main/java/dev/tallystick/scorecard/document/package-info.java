/** What the tool writes and reads, as records; they are generated. */
@NullMarked
package dev.tallystick.scorecard.document;

import org.jspecify.annotations.NullMarked;
