/**
 * Appending to the log: an event is logged, and taken into the state here, before anybody is told
 * so.
 */
@NullMarked
package dev.tallystick.consent.log;

import org.jspecify.annotations.NullMarked;
