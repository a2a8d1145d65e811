/**
 * Remembers bearer tokens that have just been verified. Without this the signature check of the
 * token costs more than logging an entry does.
 */
@NullMarked
package dev.tallystick.audit.token;

import org.jspecify.annotations.NullMarked;
