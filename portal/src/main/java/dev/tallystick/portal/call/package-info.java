/**
 * Calls to the services with the reader's own token. A service that is away takes only its part of
 * a page with it.
 */
@NullMarked
package dev.tallystick.portal.call;

import org.jspecify.annotations.NullMarked;
