/**
 * Keeps the records about people, sealed under a key per person, and releases what is permitted.
 *
 * <p>Decides nothing itself: what may be released, consent-service decides. This package has what
 * the whole service shares; each feature has a package below it.
 */
@NullMarked
package dev.tallystick.vault;

import org.jspecify.annotations.NullMarked;
