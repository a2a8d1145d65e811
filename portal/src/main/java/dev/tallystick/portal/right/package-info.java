/** Rights of the reader: to ask a company, to be erased, to say whose identifiers are whose. */
@NullMarked
package dev.tallystick.portal.right;

import org.jspecify.annotations.NullMarked;
