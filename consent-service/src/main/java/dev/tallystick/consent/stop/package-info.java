/**
 * What a person stops: withdrawals and freezes hold from the call on, whether or not the log can be
 * reached.
 */
@NullMarked
package dev.tallystick.consent.stop;

import org.jspecify.annotations.NullMarked;
