/** Sending lines in chunks that are signed one by one, going on where an earlier run has ended. */
@NullMarked
package dev.tallystick.importing.deposit;

import org.jspecify.annotations.NullMarked;
