/**
 * Sources that differ (R39): the same fact about the same person, under whichever of their linked
 * tokens, stated otherwise by another platform. Both records are marked, and travel with the mark,
 * until a check has settled it.
 *
 * <p>Facts are compared as keyed digests, so nothing is opened to compare it, and what is left of
 * them tells nothing when the person's key is gone.
 */
@NullMarked
package dev.tallystick.vault.conflict;

import org.jspecify.annotations.NullMarked;
