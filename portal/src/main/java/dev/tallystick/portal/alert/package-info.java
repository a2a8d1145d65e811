/** Where the reader is told of what happens in their name. */
@NullMarked
package dev.tallystick.portal.alert;

import org.jspecify.annotations.NullMarked;
