/**
 * Consents that end: the sweep that says so in the log, the notice to every holder of what came
 * under them, and the holders' signed answers.
 */
@NullMarked
package dev.tallystick.consent.notification;

import org.jspecify.annotations.NullMarked;
