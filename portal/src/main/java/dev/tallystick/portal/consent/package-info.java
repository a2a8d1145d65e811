/** What the reader allowed, and how to stop it. */
@NullMarked
package dev.tallystick.portal.consent;

import org.jspecify.annotations.NullMarked;
