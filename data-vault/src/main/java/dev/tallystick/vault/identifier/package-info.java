/**
 * Who is who: identifiers of people on one side, random subject tokens on the other.
 *
 * <p>An identifier itself is never stored, only its HMAC under a key that the Kms wraps. Nobody
 * else in the suite ever sees an identifier.
 */
@NullMarked
package dev.tallystick.vault.identifier;

import org.jspecify.annotations.NullMarked;
