/** Codes, money and times in the words of the reader's language. */
@NullMarked
package dev.tallystick.portal.words;

import org.jspecify.annotations.NullMarked;
