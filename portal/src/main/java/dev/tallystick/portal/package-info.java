/**
 * Web pages for citizens and the public. The portal has no database, no key and no rights of its
 * own: what it shows it asks of the services with the reader's own token, so it can do nothing that
 * the reader may not.
 */
@NullMarked
package dev.tallystick.portal;

import org.jspecify.annotations.NullMarked;
