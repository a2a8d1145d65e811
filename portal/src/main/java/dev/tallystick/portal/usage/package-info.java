/** Who used the reader's data. */
@NullMarked
package dev.tallystick.portal.usage;

import org.jspecify.annotations.NullMarked;
