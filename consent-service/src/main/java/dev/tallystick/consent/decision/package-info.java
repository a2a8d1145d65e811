/**
 * May X give Y this about Z now? Every answer is signed; a permit names the guards it rests on, a
 * refusal is in the log before it is told.
 */
@NullMarked
package dev.tallystick.consent.decision;

import org.jspecify.annotations.NullMarked;
