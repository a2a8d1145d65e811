/**
 * What this service asks consent-service: who a party is, and whether something is allowed.
 *
 * <p>No answer, or one that is not signed by consent-service's key and about the very thing that
 * was asked, is no permit.
 */
@NullMarked
package dev.tallystick.vault.consent;

import org.jspecify.annotations.NullMarked;
