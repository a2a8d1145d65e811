/** Rights that persons ask for, in their own name or through others, and what becomes of them. */
@NullMarked
package dev.tallystick.consent.right;

import org.jspecify.annotations.NullMarked;
