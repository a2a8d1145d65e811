/**
 * What waits for somebody to look into it: alarms that are not cleared, objections and complaints
 * without an answer.
 */
@NullMarked
package dev.tallystick.consent.oversight;

import org.jspecify.annotations.NullMarked;
