/**
 * Why something was decided as it was, in words for the person and the parties whom it concerns.
 */
@NullMarked
package dev.tallystick.consent.explanation;

import org.jspecify.annotations.NullMarked;
