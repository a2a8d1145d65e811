/** Sells reports for a published fee. */
@NullMarked
package dev.tallystick.bureau;

import org.jspecify.annotations.NullMarked;
