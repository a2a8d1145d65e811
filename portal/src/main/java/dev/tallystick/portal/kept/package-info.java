/** What is kept about the reader. */
@NullMarked
package dev.tallystick.portal.kept;

import org.jspecify.annotations.NullMarked;
