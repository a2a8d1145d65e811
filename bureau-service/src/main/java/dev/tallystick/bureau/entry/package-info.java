/** Writing entries of the log that are not releases, and refusing when that cannot be done. */
@NullMarked
package dev.tallystick.bureau.entry;

import org.jspecify.annotations.NullMarked;
