/**
 * Remembers bearer tokens that have just been verified. Without this the signature check of the
 * token costs more than logging an entry or judging a request does.
 */
@NullMarked
package dev.tallystick.caller.token;

import org.jspecify.annotations.NullMarked;
