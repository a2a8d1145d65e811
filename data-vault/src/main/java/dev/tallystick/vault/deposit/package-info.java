/**
 * Taking records in: a platform's chunk of lines is judged, staged, signed by the platform, logged.
 *
 * <p>Nothing of a prohibited line is stored or hashed; it is counted. A chunk's records exist from
 * the moment that {@code records.deposited} is in the log; a chunk that is not signed in time is
 * dropped with all of it.
 */
@NullMarked
package dev.tallystick.vault.deposit;

import org.jspecify.annotations.NullMarked;
