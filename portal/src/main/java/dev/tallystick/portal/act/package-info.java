/** What a reader has done by a form, and how the next page tells of it. */
@NullMarked
package dev.tallystick.portal.act;

import org.jspecify.annotations.NullMarked;
