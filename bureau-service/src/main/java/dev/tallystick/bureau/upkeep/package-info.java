/** What is done in the background, for every bureau in turn. */
@NullMarked
package dev.tallystick.bureau.upkeep;

import org.jspecify.annotations.NullMarked;
