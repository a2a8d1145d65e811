/**
 * Asks consent-service whether something is allowed.
 *
 * <p>No answer, or one that is not signed by consent-service's key and about the very thing that
 * was asked, is no permit.
 */
@NullMarked
package dev.tallystick.directory.decision;

import org.jspecify.annotations.NullMarked;
