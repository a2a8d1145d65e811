/** Public pages about the market: refused direct sales, who gives what to whom, and tariffs. */
@NullMarked
package dev.tallystick.portal.board;

import org.jspecify.annotations.NullMarked;
