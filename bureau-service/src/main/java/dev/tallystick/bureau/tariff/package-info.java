/** The prices of a bureau: all of them, for everyone to read, each version an entry of the log. */
@NullMarked
package dev.tallystick.bureau.tariff;

import org.jspecify.annotations.NullMarked;
