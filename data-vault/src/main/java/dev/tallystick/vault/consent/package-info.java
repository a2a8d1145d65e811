/**
 * What this service makes of consent-service's decisions; the question itself is put by {@code
 * dev.tallystick.directory.decision}.
 *
 * <p>No answer, or one that is not signed by consent-service's key and about the very thing that
 * was asked, is no permit.
 */
@NullMarked
package dev.tallystick.vault.consent;

import org.jspecify.annotations.NullMarked;
