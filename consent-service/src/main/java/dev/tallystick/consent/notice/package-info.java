/**
 * The texts that people are shown before they consent: kept word for word, and named in the log by
 * their hash when they are presented.
 */
@NullMarked
package dev.tallystick.consent.notice;

import org.jspecify.annotations.NullMarked;
