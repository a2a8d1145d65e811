/** Complaints: a reader's own, and those that an authority or a company has to answer. */
@NullMarked
package dev.tallystick.portal.complaint;

import org.jspecify.annotations.NullMarked;
