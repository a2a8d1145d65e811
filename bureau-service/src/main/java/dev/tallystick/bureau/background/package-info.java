/** What is done in the background, for every bureau in turn. */
@NullMarked
package dev.tallystick.bureau.background;

import org.jspecify.annotations.NullMarked;
