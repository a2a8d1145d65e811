/**
 * The keys that this service signs with, and the public page with what is needed to check them.
 *
 * <p>The private halves are in this process and, sealed, in the database; nowhere else.
 */
@NullMarked
package dev.tallystick.consent.signing;

import org.jspecify.annotations.NullMarked;
