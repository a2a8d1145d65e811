/**
 * How tokens are taken in: bearer tokens that have just been verified are remembered, since the
 * signature check of the token costs more than logging an entry or judging a request does; bound
 * tokens come with a fresh proof that is used once.
 */
@NullMarked
package dev.tallystick.caller.token;

import org.jspecify.annotations.NullMarked;
