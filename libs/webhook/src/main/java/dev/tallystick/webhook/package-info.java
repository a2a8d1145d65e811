/**
 * Calls to addresses that others have chosen: signed, to the very machine whose address was judged,
 * and to nothing inside.
 */
@NullMarked
package dev.tallystick.webhook;

import org.jspecify.annotations.NullMarked;
