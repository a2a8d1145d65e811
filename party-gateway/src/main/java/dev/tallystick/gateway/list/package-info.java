/** Follows the list of the party's own entries in the log, with proofs that none is missing. */
@NullMarked
package dev.tallystick.gateway.list;

import org.jspecify.annotations.NullMarked;
