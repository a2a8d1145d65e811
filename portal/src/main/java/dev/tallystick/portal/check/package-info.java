/** Checking the reader's list, or a receipt, in the browser. */
@NullMarked
package dev.tallystick.portal.check;

import org.jspecify.annotations.NullMarked;
