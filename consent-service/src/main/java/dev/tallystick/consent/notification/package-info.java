/**
 * Consents and instructions that end, and records that change: the sweep that says so in the log,
 * the notice to every holder of what came under them or was made of them, and the holders' signed
 * answers.
 */
@NullMarked
package dev.tallystick.consent.notification;

import org.jspecify.annotations.NullMarked;
